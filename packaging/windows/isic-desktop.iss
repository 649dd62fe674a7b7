; Inno Setup script of the Windows installer; the release workflow compiles it. Not yet run on Windows.
;   iscc /DVersion=0.1.0 packaging\windows\isic-desktop.iss
#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6C0E6E5B-54B4-4A0C-8B8C-0D2C6E8E3A41}
AppName=ISIC Desktop
AppVersion={#Version}
AppPublisher=The ISIC Desktop authors
DefaultDirName={autopf}\ISIC Desktop
DefaultGroupName=ISIC Desktop
; For the person alone where there are no administrator's rights.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile=..\icons\isic-desktop.ico
OutputDir=..\..\dist
OutputBaseFilename=isic-desktop-{#Version}-windows
Compression=lzma2
SolidCompression=yes
ChangesEnvironment=yes

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\isic-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\ISIC Desktop"; Filename: "{app}\ISIC Desktop.exe"
Name: "{autodesktop}\ISIC Desktop"; Filename: "{app}\ISIC Desktop.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\ISIC Desktop.exe"; Description: "{cm:LaunchProgram,ISIC Desktop}"; Flags: nowait postinstall skipifsilent
