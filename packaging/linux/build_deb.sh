#!/usr/bin/env bash
# A Debian package of the frozen program: packaging/linux/build_deb.sh [DIST] [OUT]
# DIST is the folder PyInstaller made (dist/isic-desktop); the package goes to OUT (dist).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dist=${1:-$root/dist/isic-desktop}
out=${2:-$root/dist}
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/isic_desktop/__init__.py")
architecture=$(dpkg --print-architecture)
test -x "$dist/isic-desktop" || { echo "There is no frozen program in $dist; make it with: make frozen" >&2; exit 2; }

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"
id=org.isic_desktop.ISICDesktop
install -d "$stage/opt" "$stage/usr/bin" "$stage/usr/share/doc/isic-desktop" "$stage/DEBIAN"
cp -al "$dist" "$stage/opt/isic-desktop" 2>/dev/null || cp -a "$dist" "$stage/opt/isic-desktop"
ln -s /opt/isic-desktop/isic-desktop "$stage/usr/bin/isic-desktop"
install -Dm644 "$root/packaging/linux/$id.desktop" "$stage/usr/share/applications/$id.desktop"
install -Dm644 "$root/packaging/linux/$id.metainfo.xml" "$stage/usr/share/metainfo/$id.metainfo.xml"
install -Dm644 "$root/resources/icons/program.svg" "$stage/usr/share/icons/hicolor/scalable/apps/isic-desktop.svg"
install -Dm644 "$root/packaging/icons/isic-desktop.png" "$stage/usr/share/icons/hicolor/512x512/apps/isic-desktop.png"
{ cat "$root/LICENSE"; printf '\nThe licences of all parts in /opt/isic-desktop lie in %s.\n' /opt/isic-desktop/_internal/isic_desktop/licences; } \
  > "$stage/usr/share/doc/isic-desktop/copyright"
chmod 644 "$stage/usr/share/doc/isic-desktop/copyright"
# What PyInstaller leaves to the system, and, where the machine that builds has not got them, leaves out.
libc=$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)
gzip -9nc "$root/CHANGELOG.md" > "$stage/usr/share/doc/isic-desktop/changelog.gz"
chmod 644 "$stage/usr/share/doc/isic-desktop/changelog.gz"
cat > "$stage/DEBIAN/control" <<CONTROL
Package: isic-desktop
Version: $version
Architecture: $architecture
Maintainer: The ISIC Desktop authors <isic-desktop@users.noreply.github.com>
Installed-Size: $(du -sk "$stage/opt" | cut -f1)
Depends: libc6 (>= $libc), libegl1, libgl1, libxcb1, libxkbcommon0, libxkbcommon-x11-0, libfontconfig1, libdbus-1-3, libxcb-cursor0, libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-render-util0, libxcb-shape0, libxcb-xkb1
Recommends: libwayland-client0, libwayland-cursor0, libwayland-egl1
Section: science
Priority: optional
Description: outline skin lesions in dermoscopy images
 Opens a folder of dermoscopy images, lets a model outline each lesion, lets a
 person correct the outline by hand with the score against ground truth in
 view, segments whole folders, and retrains the model on the corrections.
 .
 For research; not a medical device.
CONTROL
# zstd at a low level: most of the package is libraries that hardly compress further.
dpkg-deb --root-owner-group -Zzstd -z3 --build "$stage" "$out/isic-desktop_${version}_${architecture}.deb"
