<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>ISIC Desktop</name>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>About ISIC Desktop</source>
            <translation>Über ISIC Desktop</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Accept and go on</source>
            <translation>Annehmen und weiter</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>All models: what they are, import, export, compare</source>
            <translation>Alle Modelle: was sie sind, Import, Export, Vergleich</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>All trainings with their settings and figures</source>
            <translation>Alle Trainings mit Einstellungen und Zahlen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Alternate annotation, prediction and ground truth</source>
            <translation>Annotation, Vorhersage und Ground Truth im Wechsel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>As it was taken</source>
            <translation>Wie aufgenommen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Back to the prediction</source>
            <translation>Zurück zur Vorhersage</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Blink</source>
            <translation>Blinken</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Brush</source>
            <translation>Pinsel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>By what is known now</source>
            <translation>Nach dem, was jetzt bekannt ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Cancel segmentation</source>
            <translation>Segmentierung abbrechen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Check by the ISIC rules…</source>
            <translation>Nach den ISIC-Regeln prüfen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Choose annotations folder…</source>
            <translation>Annotationsordner wählen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Choose ground truth folder…</source>
            <translation>Ground-Truth-Ordner wählen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Choose the threshold</source>
            <translation>Schwelle wählen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Clear the annotation</source>
            <translation>Annotation leeren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Click the corners of a region</source>
            <translation>Die Ecken eines Gebiets anklicken</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Colour constancy</source>
            <translation>Farbkonstanz</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Compare side by side</source>
            <translation>Nebeneinander vergleichen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Copy diagnostics</source>
            <translation>Diagnose kopieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Curves, validation images and what is left</source>
            <translation>Kurven, Validierungsbilder und was noch bleibt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Download the 1,279 images of the ISIC 2016 challenge</source>
            <translation>Die 1.279 Bilder der ISIC-2016-Challenge herunterladen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Drag the outline</source>
            <translation>Den Umriss ziehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Draw along a ruler in the image for millimetres</source>
            <translation>Für Millimeter an einem Maßstab im Bild entlangziehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Draw round a region to add it</source>
            <translation>Ein Gebiet umfahren, um es hinzuzufügen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>End after this epoch and keep the best model so far</source>
            <translation>Nach dieser Epoche enden und das bisher beste Modell behalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Erase lesion</source>
            <translation>Läsion wegradieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Eraser</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Fill and outline, outline, errors, heat map, or image alone</source>
            <translation>Füllung und Umriss, Umriss, Fehler, Wärmebild oder nur das Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Fill holes</source>
            <translation>Löcher füllen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Filter and sort again</source>
            <translation>Neu filtern und sortieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Fit the image</source>
            <translation>Bild einpassen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Follow the system</source>
            <translation>Dem System folgen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>For a report of a fault; names no image and no folder</source>
            <translation>Für eine Fehlermeldung; nennt kein Bild und keinen Ordner</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>From the samples to the first corrected and saved mask</source>
            <translation>Von den Beispielen zur ersten korrigierten und gespeicherten Maske</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Get ISIC 2016…</source>
            <translation>ISIC 2016 holen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Give a region back to the prediction</source>
            <translation>Ein Gebiet der Vorhersage zurückgeben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Go back to the previous model</source>
            <translation>Zum vorigen Modell zurück</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Go through what nobody has judged yet, the worst outline first</source>
            <translation>Durchgehen, was noch niemand beurteilt hat, der schlechteste Umriss zuerst</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Go to the next largest difference from the ground truth</source>
            <translation>Zum nächstgrößten Unterschied zum Ground Truth</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Grow by a pixel</source>
            <translation>Um ein Pixel wachsen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Guided tour</source>
            <translation>Rundgang</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Hairs suppressed</source>
            <translation>Haare unterdrückt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Hand masks over: ISIC, COCO, YOLO, labelme, pictures, tables</source>
            <translation>Masken übergeben: ISIC, COCO, YOLO, labelme, Bilder, Tabellen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Hold to look at the bare image for a moment</source>
            <translation>Halten, um kurz das bloße Bild zu sehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Images as a grid</source>
            <translation>Bilder als Raster</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Import masks…</source>
            <translation>Masken importieren…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Keep the largest region</source>
            <translation>Das größte Gebiet behalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Larger brush</source>
            <translation>Größerer Pinsel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Lasso</source>
            <translation>Lasso</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Let the model outline the lesion</source>
            <translation>Das Modell die Läsion umreißen lassen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Look keys up, change them, print them</source>
            <translation>Tasten nachsehen, ändern, drucken</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Loupe</source>
            <translation>Lupe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Magnify what is under the pointer</source>
            <translation>Vergrößern, was unter dem Zeiger ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Mark this annotation as accepted and show the next image</source>
            <translation>Diese Annotation annehmen und das nächste Bild zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Mark this annotation as rejected and show the next image</source>
            <translation>Diese Annotation ablehnen und das nächste Bild zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Models…</source>
            <translation>Modelle…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>More contrast</source>
            <translation>Mehr Kontrast</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Move the prediction's outline with a slider</source>
            <translation>Den Umriss der Vorhersage mit einem Regler verschieben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Next error region</source>
            <translation>Nächstes Fehlergebiet</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Next image</source>
            <translation>Nächstes Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Next view</source>
            <translation>Nächste Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>One image pixel per screen pixel</source>
            <translation>Ein Bildpixel je Bildschirmpixel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>One region, no holes, right size, coding and name</source>
            <translation>Ein Gebiet, keine Löcher, richtige Größe, Kodierung und Name</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open a folder of dermoscopy images</source>
            <translation>Einen Ordner dermatoskopischer Bilder öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open folder…</source>
            <translation>Ordner öffnen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open the samples</source>
            <translation>Beispiele öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open the six drawn sample images</source>
            <translation>Die sechs gezeichneten Beispielbilder öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Outline all, the filtered or the selected images; masks a person has touched stay</source>
            <translation>Alle, die gefilterten oder die ausgewählten Bilder umreißen; Masken, die ein Mensch berührt hat, bleiben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Paint lesion</source>
            <translation>Läsion malen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Polygon</source>
            <translation>Polygon</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Predict unreviewed images anew</source>
            <translation>Nicht durchgesehene Bilder neu vorhersagen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Prediction, annotation and ground truth</source>
            <translation>Vorhersage, Annotation und Ground Truth</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Preferences…</source>
            <translation>Einstellungen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Previous image</source>
            <translation>Voriges Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Pull the outline</source>
            <translation>Umriss ziehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Refine</source>
            <translation>Verfeinern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Reject and go on</source>
            <translation>Ablehnen und weiter</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Remove every pixel of the annotation; can be undone</source>
            <translation>Jedes Pixel der Annotation entfernen; kann rückgängig gemacht werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Remove regions of less than 0.05 % of the image</source>
            <translation>Gebiete von weniger als 0,05 % des Bildes entfernen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Remove specks</source>
            <translation>Flecken entfernen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Replace the annotation by the model's prediction; can be undone</source>
            <translation>Die Annotation durch die Vorhersage des Modells ersetzen; kann rückgängig gemacht werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Review, worst first</source>
            <translation>Durchsicht, schlechteste zuerst</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Ruler</source>
            <translation>Maßstab</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Runs…</source>
            <translation>Läufe…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Save annotation</source>
            <translation>Annotation speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Say where the ground truth masks of this folder lie</source>
            <translation>Sagen, wo die Ground-Truth-Masken dieses Ordners liegen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Say where the masks of this folder are saved</source>
            <translation>Sagen, wohin die Masken dieses Ordners gespeichert werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Search images</source>
            <translation>Bilder suchen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Segment a folder…</source>
            <translation>Einen Ordner segmentieren…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Segment this image</source>
            <translation>Dieses Bild segmentieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Select what has the same colour</source>
            <translation>Auswählen, was dieselbe Farbe hat</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Shades of grey; view only</source>
            <translation>Shades of Grey; nur Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show all images</source>
            <translation>Alle Bilder zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the ground truth</source>
            <translation>Ground Truth zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the ground truth instead</source>
            <translation>Statt dessen den Ground Truth zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the overlay</source>
            <translation>Überlagerung zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the prediction</source>
            <translation>Vorhersage zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Shrink by a pixel</source>
            <translation>Um ein Pixel schrumpfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Smaller brush</source>
            <translation>Kleinerer Pinsel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Smooth the outline</source>
            <translation>Umriss glätten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Snap a rough outline to the image</source>
            <translation>Einen groben Umriss am Bild einrasten lassen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Stop the training early</source>
            <translation>Das Training früher enden lassen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Swap brush and eraser</source>
            <translation>Pinsel und Radierer tauschen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Swap the annotation for the ground truth</source>
            <translation>Die Annotation gegen den Ground Truth tauschen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Take in masks that other programs or people made</source>
            <translation>Masken aufnehmen, die andere Programme oder Menschen gemacht haben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Take the filter away</source>
            <translation>Den Filter wegnehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>The steps of this annotation; go to any</source>
            <translation>Die Schritte dieser Annotation; zu jedem gehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Train a model…</source>
            <translation>Ein Modell trainieren…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Turn corrected masks into a better model</source>
            <translation>Aus korrigierten Masken ein besseres Modell machen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Use the model that was in use before</source>
            <translation>Das zuvor benutzte Modell benutzen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Use the prediction</source>
            <translation>Vorhersage übernehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>User guide</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>View only; the pixels stay untouched</source>
            <translation>Nur Ansicht; die Pixel bleiben unberührt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Wand</source>
            <translation>Zauberstab</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Watch the training</source>
            <translation>Dem Training zusehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>With the model in use; what a person judged is never touched</source>
            <translation>Mit dem benutzten Modell; was ein Mensch beurteilt hat, wird nie berührt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/document.py" />
            <source>Segment</source>
            <translation>Segmentieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/session.py" />
            <source>Bring back unsaved work</source>
            <translation>Ungespeicherte Arbeit zurückholen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/session.py" />
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/session.py" />
            <source>Load the other version</source>
            <translation>Die andere Fassung laden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Copied: versions, machine, the newest lines of the log. No images, paths or names.</source>
            <translation>Kopiert: Versionen, Rechner, die neuesten Zeilen des Protokolls. Keine Bilder, Pfade oder Namen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>ISIC Desktop is free software under the MIT licence. It is built on:</source>
            <translation>ISIC Desktop ist freie Software unter der MIT-Lizenz. Es baut auf:</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>It must not be used for diagnosis or treatment. Images never leave this computer.</source>
            <translation>Es darf nicht für Diagnose oder Behandlung benutzt werden. Bilder verlassen diesen Rechner nie.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Licences</source>
            <translation>Lizenzen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Outline skin lesions in dermoscopy images, correct the outlines, retrain the model.</source>
            <translation>Hautläsionen in dermatoskopischen Bildern umreißen, Umrisse korrigieren, das Modell nachtrainieren.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Qt and PySide6 are separate libraries that may be replaced by other versions.</source>
            <translation>Qt und PySide6 sind eigene Bibliotheken, die durch andere Versionen ersetzt werden dürfen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Research use only; not a medical device.</source>
            <translation>Nur für die Forschung; kein Medizinprodukt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Versions</source>
            <translation>Versionen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Versions and licences</source>
            <translation>Versionen und Lizenzen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>Versions, machine and the newest lines of the log; no images, no paths, no names</source>
            <translation>Versionen, Rechner und die neuesten Zeilen des Protokolls; keine Bilder, keine Pfade, keine Namen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Image</source>
            <translation>B&amp;ild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Model</source>
            <translation>&amp;Modell</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Tools</source>
            <translation>&amp;Werkzeuge</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>Image shown</source>
            <translation>Gezeigtes Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>M&amp;ask</source>
            <translation>M&amp;aske</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>T&amp;rain</source>
            <translation>T&amp;raining</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>Theme</source>
            <translation>Farbschema</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/banner.py" />
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/banner.py" />
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/banner.py" />
            <source>Warning</source>
            <translation>Warnung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>All images of the folder: {count}</source>
            <translation>Alle Bilder des Ordners: {count}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>All {total} images have been gone through.</source>
            <translation>Alle {total} Bilder sind durchgesehen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Bad images are named here while the rest goes on.</source>
            <translation>Schlechte Bilder werden hier genannt, während der Rest weiterläuft.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Cancelled after {done} of {total} images.</source>
            <translation>Nach {done} von {total} Bildern abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Ending after the images that are under way …</source>
            <translation>Endet nach den Bildern, die gerade laufen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>For programs (*.json)</source>
            <translation>Für Programme (*.json)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Images segmented</source>
            <translation>Segmentierte Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Images that something is wrong with</source>
            <translation>Bilder, mit denen etwas nicht stimmt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Masks that a person has made or corrected are never replaced. What was done before with the same model is not done again. You can go on working meanwhile.</source>
            <translation>Masken, die ein Mensch gemacht oder korrigiert hat, werden nie ersetzt. Was mit demselben Modell schon getan ist, wird nicht wiederholt. Sie können inzwischen weiterarbeiten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Paused at {done} of {total} images</source>
            <translation>Angehalten bei {done} von {total} Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Predict the quality of each mask, for reviewing the worst first</source>
            <translation>Die Güte jeder Maske vorhersagen, um die schlechteste zuerst durchzusehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Save report</source>
            <translation>Bericht speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Save report…</source>
            <translation>Bericht speichern…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Segment a folder</source>
            <translation>Einen Ordner segmentieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Segment more</source>
            <translation>Mehr segmentieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Segment {count} images</source>
            <translation>{count} Bilder segmentieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Selected: {count}</source>
            <translation>Ausgewählt: {count}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Shown by the filter: {count}</source>
            <translation>Vom Filter gezeigt: {count}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Stopped after {done} of {total} images.</source>
            <translation>Nach {done} von {total} Bildern angehalten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>Table (*.csv)</source>
            <translation>Tabelle (*.csv)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>The model is being loaded.</source>
            <translation>Das Modell wird geladen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>The model looks at each image twice, which takes up to twice as long.</source>
            <translation>Das Modell sieht jedes Bild zweimal an, was bis zu doppelt so lange dauert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>These images are left out; double-click one to look at it.</source>
            <translation>Diese Bilder werden ausgelassen; ein Doppelklick zeigt eines.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>What is done is kept: segment again to go on from there.</source>
            <translation>Was fertig ist, bleibt: Erneutes Segmentieren macht dort weiter.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>What is wrong</source>
            <translation>Was nicht stimmt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{count} failed</source>
            <translation>{count} fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{count} kept, since a person made them</source>
            <translation>{count} behalten, da ein Mensch sie gemacht hat</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{count} of them before</source>
            <translation>{count} davon schon vorher</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{count} segmented</source>
            <translation>{count} segmentiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{done} of {total} images</source>
            <translation>{done} von {total} Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{done} of {total} images, {left} to go</source>
            <translation>{done} von {total} Bildern, noch {left}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{name} (in use)</source>
            <translation>{name} (benutzt)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batch_dialog.py" />
            <source>{rate} images per second</source>
            <translation>{rate} Bilder je Sekunde</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batchbench.py" />
            <source>The folder has been segmented.</source>
            <translation>Der Ordner ist segmentiert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batchbench.py" />
            <source>The folder has been segmented; {count} images could not be.</source>
            <translation>Der Ordner ist segmentiert; {count} Bilder gelangen nicht.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batchbench.py" />
            <source>The report is in {path}.</source>
            <translation>Der Bericht ist in {path}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batchbench.py" />
            <source>The report is not saved. {error}</source>
            <translation>Der Bericht ist nicht gespeichert. {error}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batchbench.py" />
            <source>batch {done}/{total} {left}</source>
            <translation>Stapel {done}/{total} {left}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/batchbench.py" />
            <source>paused</source>
            <translation>angehalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas.py" />
            <source>Image and annotation</source>
            <translation>Bild und Annotation</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Errors</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Fill and outline</source>
            <translation>Füllung und Umriss</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Heat map</source>
            <translation>Wärmebild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Image alone</source>
            <translation>Nur das Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Outline</source>
            <translation>Umriss</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/comfortbench.py" />
            <source>Copy the report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/comfortbench.py" />
            <source>Diagnostics copied. They name no image and no folder.</source>
            <translation>Diagnose kopiert. Sie nennt kein Bild und keinen Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/comfortbench.py" />
            <source>The image is segmented</source>
            <translation>Das Bild ist segmentiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/comfortbench.py" />
            <source>The outline is shown in the window.</source>
            <translation>Der Umriss ist im Fenster zu sehen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/comfortbench.py" />
            <source>The program stopped unexpectedly last time. Every stroke is in the journal.</source>
            <translation>Das Programm endete beim letzten Mal unerwartet. Jeder Strich ist im Journal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/comfortbench.py" />
            <source>Your choices are not saved for next time. {why}</source>
            <translation>Ihre Wahl ist für das nächste Mal nicht gespeichert. {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/comfortbench.py" />
            <source>segmenting 1 image</source>
            <translation>segmentiert 1 Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>Annotation</source>
            <translation>Annotation</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>Ground truth</source>
            <translation>Ground Truth</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>Prediction</source>
            <translation>Vorhersage</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>{what}: none</source>
            <translation>{what}: keine</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source> px</source>
            <translation> px</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Brush size, image pixels</source>
            <translation>Pinselgröße, Bildpixel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Connected only</source>
            <translation>Nur Zusammenhängendes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Stop at edges</source>
            <translation>An Kanten halten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Threshold</source>
            <translation>Schwelle</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Threshold of the prediction, percent</source>
            <translation>Schwelle der Vorhersage, Prozent</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>[ ] or Ctrl + wheel: size</source>
            <translation>[ ] oder Strg + Mausrad: Größe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>Close the program</source>
            <translation>Programm beenden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>Go on working</source>
            <translation>Weiterarbeiten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>Something went wrong</source>
            <translation>Etwas ging schief</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>The program met something it was not prepared for.</source>
            <translation>Das Programm stieß auf etwas, worauf es nicht vorbereitet war.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>You can go on. If something looks wrong from now on, close the program and start it again. The report below names no image and no folder; it helps to find the fault.</source>
            <translation>Sie können weiterarbeiten. Wenn von nun an etwas falsch aussieht, schließen Sie das Programm und starten Sie es neu. Der Bericht unten nennt kein Bild und keinen Ordner; er hilft, den Fehler zu finden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>Your work is being saved; {count} not on the disk yet. Strokes are in the journal.</source>
            <translation>Ihre Arbeit wird gespeichert; {count} noch nicht auf der Platte. Striche sind im Journal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/crash_dialog.py" />
            <source>Your work is saved.</source>
            <translation>Ihre Arbeit ist gespeichert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Dice</source>
            <translation>Dice</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>IoU</source>
            <translation>IoU</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Loading the plots …</source>
            <translation>Die Diagramme werden geladen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Logarithmic</source>
            <translation>Logarithmisch</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Loss and learning rate on a logarithmic scale</source>
            <translation>Verlust und Lernrate logarithmisch</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>Point at a curve to read its values.</source>
            <translation>Zeigen Sie auf eine Kurve, um ihre Werte zu lesen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>training dotted, validation solid</source>
            <translation>Training gepunktet, Validierung durchgezogen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/curves.py" />
            <source>{name}, epoch {epoch}: loss {train_loss} / {val_loss}, IoU {val_jaccard}, Dice {val_dice}, learning rate {lr}</source>
            <translation>{name}, Epoche {epoch}: Verlust {train_loss} / {val_loss}, IoU {val_jaccard}, Dice {val_dice}, Lernrate {lr}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>1 annotation could not be saved: {names}</source>
            <translation>1 Annotation konnte nicht gespeichert werden: {names}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Close without saving</source>
            <translation>Ohne Speichern schließen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>If you close now, this work is lost.</source>
            <translation>Wenn Sie jetzt schließen, ist diese Arbeit verloren.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Not saved</source>
            <translation>Nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Save elsewhere…</source>
            <translation>Anderswo speichern…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>{count} annotations could not be saved: {names}</source>
            <translation>{count} Annotationen konnten nicht gespeichert werden: {names}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>1 annotation was handed over to {place}.</source>
            <translation>1 Annotation wurde nach {place} übergeben.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>8-bit files of 0 and 255 in a folder, called &lt;image&gt;_Segmentation.png.</source>
            <translation>8-Bit-Dateien aus 0 und 255 in einem Ordner, mit Namen &lt;image&gt;_Segmentation.png.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>A JSON file for each image: polygons, or a mask where there are holes.</source>
            <translation>Eine JSON-Datei je Bild: Polygone, oder eine Maske, wo es Löcher gibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>A text file for each image. YOLO knows no holes: they are filled, and named with their pixels.</source>
            <translation>Eine Textdatei je Bild. YOLO kennt keine Löcher: Sie werden gefüllt und mit ihren Pixeln genannt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Accepted ones only</source>
            <translation>Nur angenommene</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>All images of the folder ({count})</source>
            <translation>Alle Bilder des Ordners ({count})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>COCO (JSON)</source>
            <translation>COCO (JSON)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Contact sheet (PDF)</source>
            <translation>Kontaktbogen (PDF)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Failed: {sentence}</source>
            <translation>Fehlgeschlagen: {sentence}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>ISIC submission (ZIP)</source>
            <translation>ISIC-Einreichung (ZIP)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Left out: {name}. {reason}</source>
            <translation>Ausgelassen: {name}. {reason}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Masks (PNG)</source>
            <translation>Masken (PNG)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>No file was written.</source>
            <translation>Es wurde keine Datei geschrieben.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>One JSON file with run lengths; every pixel comes back.</source>
            <translation>Eine JSON-Datei mit Lauflängen; jedes Pixel kommt zurück.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>One ZIP file with &lt;image&gt;_segmentation.png. What the ISIC rules would not take is named.</source>
            <translation>Eine ZIP-Datei mit &lt;image&gt;_segmentation.png. Was die ISIC-Regeln nicht nähmen, wird genannt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Overlays (PNG)</source>
            <translation>Überlagerungen (PNG)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Pictures with the outline, and dashed the ground truth.</source>
            <translation>Bilder mit dem Umriss, gestrichelt der Ground Truth.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Replace files that are there already</source>
            <translation>Schon vorhandene Dateien ersetzen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Run lengths as lists of numbers (larger)</source>
            <translation>Lauflängen als Zahlenlisten (größer)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Scores and read-outs, a row for each image. Research use only; not a medical device.</source>
            <translation>Werte und Messwerte, eine Zeile je Bild. Nur für die Forschung; kein Medizinprodukt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Simplify by at most</source>
            <translation>Vereinfachen um höchstens</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Stopped after {count}.</source>
            <translation>Nach {count} angehalten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Table (CSV)</source>
            <translation>Tabelle (CSV)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>The files that are done stay.</source>
            <translation>Die fertigen Dateien bleiben.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Those that are selected ({count})</source>
            <translation>Die ausgewählten ({count})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Those that the filter shows ({count})</source>
            <translation>Die vom Filter gezeigten ({count})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Twenty outlined lesions on a page, with name, score and size. Research use only.</source>
            <translation>Zwanzig umrissene Läsionen je Seite, mit Name, Wert und Größe. Nur für die Forschung.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Where to</source>
            <translation>Wohin</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>Where to?</source>
            <translation>Wohin?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>YOLO polygons</source>
            <translation>YOLO-Polygone</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>exact: every corner</source>
            <translation>genau: jede Ecke</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>labelme (JSON)</source>
            <translation>labelme (JSON)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>{count} annotations were handed over to {place}.</source>
            <translation>{count} Annotationen wurden nach {place} übergeben.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>{count} failed.</source>
            <translation>{count} fehlgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>{count} images were left out.</source>
            <translation>{count} Bilder wurden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/export_dialog.py" />
            <source>{name} was handed over as it was last saved; its changes are not.</source>
            <translation>{name} wurde übergeben, wie es zuletzt gespeichert war; seine Änderungen nicht.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>All there: {count} images, each with its mask.</source>
            <translation>Alles da: {count} Bilder, jedes mit seiner Maske.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Asking the server</source>
            <translation>Server wird gefragt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Check again</source>
            <translation>Erneut prüfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Checking the pairs</source>
            <translation>Paare werden geprüft</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Downloading</source>
            <translation>Wird heruntergeladen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Get ISIC 2016</source>
            <translation>ISIC 2016 holen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Into {folder}</source>
            <translation>Nach {folder}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Open the training images</source>
            <translation>Trainingsbilder öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Other folder…</source>
            <translation>Anderer Ordner…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Stopped. What has come is kept.</source>
            <translation>Angehalten. Was gekommen ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>The images and masks of the ISIC 2016 challenge, part 1: 900 to train on and 379 to test with. They come from the official place of the challenge (licence CC-0); nothing is sent there but the request. Whether there is room is looked at first, and every pair is checked at the end.</source>
            <translation>Die Bilder und Masken der ISIC-2016-Challenge, Teil 1: 900 zum Trainieren und 379 zum Testen. Sie kommen vom offiziellen Ort der Challenge (Lizenz CC-0); gesendet wird nur die Anfrage. Zuerst wird nach dem Platz gesehen, und am Ende wird jedes Paar geprüft.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Unpacking</source>
            <translation>Wird entpackt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>Where shall the images go?</source>
            <translation>Wohin sollen die Bilder?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>{what}: {done} of {total}</source>
            <translation>{what}: {done} von {total}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/fetch_dialog.py" />
            <source>{what}: {done} of {total} MB</source>
            <translation>{what}: {done} von {total} MB</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Any model</source>
            <translation>Jedes Modell</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By Dice</source>
            <translation>Nach Dice</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By IoU</source>
            <translation>Nach IoU</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By date saved</source>
            <translation>Nach Speicherdatum</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By lesion size</source>
            <translation>Nach Größe der Läsion</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By model</source>
            <translation>Nach Modell</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By name</source>
            <translation>Nach Namen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By predicted IoU</source>
            <translation>Nach vorhergesagtem IoU</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>By state</source>
            <translation>Nach Zustand</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Filter by score, size, date and model; saved views</source>
            <translation>Nach Wert, Größe, Datum und Modell filtern; gespeicherte Ansichten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Filter •</source>
            <translation>Filter •</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Forget this view</source>
            <translation>Diese Ansicht vergessen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Keep this filter and order under the name on the left</source>
            <translation>Diesen Filter und diese Ordnung unter dem Namen links behalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Lesion, %</source>
            <translation>Läsion, %</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Name of a view</source>
            <translation>Name einer Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Name, note or tag</source>
            <translation>Name, Notiz oder Schlagwort</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Only annotations saved between these days</source>
            <translation>Nur Annotationen, die zwischen diesen Tagen gespeichert wurden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Order of the images</source>
            <translation>Ordnung der Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Predicted</source>
            <translation>Vorhergesagt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Saved between these days</source>
            <translation>Zwischen diesen Tagen gespeichert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Saved from</source>
            <translation>Gespeichert ab</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Saved until</source>
            <translation>Gespeichert bis</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Saved views</source>
            <translation>Gespeicherte Ansichten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Show images whose name, note or tags hold this</source>
            <translation>Bilder zeigen, deren Name, Notiz oder Schlagwörter dies enthalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Show only: {state} ({count})</source>
            <translation>Nur zeigen: {state} ({count})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>The other way round</source>
            <translation>Umgekehrt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>Worst first</source>
            <translation>Schlechteste zuerst</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>from</source>
            <translation>von</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/filter_bar.py" />
            <source>to</source>
            <translation>bis</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/firstbench.py" />
            <source>ISIC 2016 could not be fetched</source>
            <translation>ISIC 2016 konnte nicht geholt werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/firstbench.py" />
            <source>ISIC 2016 is here</source>
            <translation>ISIC 2016 ist da</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/firstbench.py" />
            <source>ISIC 2016: {percent} %</source>
            <translation>ISIC 2016: {percent} %</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/folderbench.py" />
            <source>Your choices are not saved for next time. {error}</source>
            <translation>Ihre Wahl ist für das nächste Mal nicht gespeichert. {error}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>Images of the folder</source>
            <translation>Bilder des Ordners</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>Images reviewed</source>
            <translation>Durchgesehene Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>No folder is open</source>
            <translation>Kein Ordner ist offen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>No image fits this filter.</source>
            <translation>Kein Bild passt zu diesem Filter.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>{count} images</source>
            <translation>{count} Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>{place} of {total} images</source>
            <translation>{place} von {total} Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>{reviewed} of {total} reviewed</source>
            <translation>{reviewed} von {total} durchgesehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>{row} / {count}</source>
            <translation>{row} / {count}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>{row} / {count} images</source>
            <translation>{row} / {count} Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery_delegate.py" />
            <source>Cannot be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery_delegate.py" />
            <source>ISIC failure line {score}</source>
            <translation>ISIC-Fehlergrenze {score}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery_model.py" />
            <source>IoU {score}</source>
            <translation>IoU {score}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery_model.py" />
            <source>Lesion {share} % of the image</source>
            <translation>Läsion {share} % des Bildes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery_model.py" />
            <source>Model {name}</source>
            <translation>Modell {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery_model.py" />
            <source>Predicted IoU {score}</source>
            <translation>Vorhergesagter IoU {score}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>%v of %m images</source>
            <translation>%v von %m Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>95 % interval</source>
            <translation>95-%-Intervall</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Cancel the comparison</source>
            <translation>Vergleich abbrechen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Click a point or a row: the image with both outlines is shown here.</source>
            <translation>Klicken Sie auf einen Punkt oder eine Zeile: Hier erscheint das Bild mit beiden Umrissen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Compare again</source>
            <translation>Erneut vergleichen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Compare models</source>
            <translation>Modelle vergleichen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Comparing {new} with {old} …</source>
            <translation>{new} wird mit {old} verglichen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Each image is outlined by both models at its full size.</source>
            <translation>Jedes Bild wird von beiden Modellen in voller Größe umrissen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Images compared</source>
            <translation>Verglichene Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Images, worst drop first</source>
            <translation>Bilder, größter Verlust zuerst</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Keep {name}</source>
            <translation>{name} behalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>The comparison was cancelled. Nothing was changed.</source>
            <translation>Der Vergleich wurde abgebrochen. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>The models could not be compared</source>
            <translation>Die Modelle konnten nicht verglichen werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>The two models are being loaded.</source>
            <translation>Die beiden Modelle werden geladen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Use every image that neither model was trained on, not the held-out ones only</source>
            <translation>Jedes Bild nehmen, auf dem keines der Modelle trainiert wurde, nicht nur die zurückgehaltenen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>Use {name}</source>
            <translation>{name} benutzen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>below 0.65, before → now</source>
            <translation>unter 0,65, zuvor → jetzt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>better / worse / equal</source>
            <translation>besser / schlechter / gleich</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>mean Jaccard, {name}</source>
            <translation>mittlerer Jaccard, {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>mean change</source>
            <translation>mittlere Änderung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>true outline</source>
            <translation>wahrer Umriss</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>{image}: Jaccard {figures}</source>
            <translation>{image}: Jaccard {figures}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_dialog.py" />
            <source>{low} to {high}</source>
            <translation>{low} bis {high}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_plot.py" />
            <source>Jaccard of both models, image by image</source>
            <translation>Jaccard beider Modelle, Bild für Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_plot.py" />
            <source>Jaccard of {name}</source>
            <translation>Jaccard von {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_plot.py" />
            <source>Loading the plot …</source>
            <translation>Das Diagramm wird geladen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_table.py" />
            <source>Change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_table.py" />
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gate_table.py" />
            <source>trained on</source>
            <translation>trainiert mit</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>Bring it back</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>Open a folder with ground truth or accepted annotations first: its held-out images are the judges.</source>
            <translation>Öffnen Sie zuerst einen Ordner mit Ground Truth oder angenommenen Annotationen: Seine zurückgehaltenen Bilder urteilen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>Stopped. What was predicted stays; begin again to go on.</source>
            <translation>Angehalten. Was vorhergesagt ist, bleibt; ein neuer Anfang macht weiter.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>The model is called {name} now. Annotations keep the name it had.</source>
            <translation>Das Modell heißt jetzt {name}. Annotationen behalten den alten Namen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>The model {name} cannot be used; the list says why.</source>
            <translation>Das Modell {name} ist nicht benutzbar; die Liste sagt, warum.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>Your choice is not saved for next time. {why}</source>
            <translation>Ihre Wahl ist für das nächste Mal nicht gespeichert. {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>{count} failed, the first: {why}</source>
            <translation>{count} fehlgeschlagen, die erste: {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>{name} and its card were exported.</source>
            <translation>{name} und seine Karte wurden exportiert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>{name} is among the models now, with its card.</source>
            <translation>{name} ist jetzt unter den Modellen, mit seiner Karte.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>{name} is back.</source>
            <translation>{name} ist zurück.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>{name} was deleted.</source>
            <translation>{name} wurde gelöscht.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>{name} was imported. It is used only when you say so.</source>
            <translation>{name} wurde importiert. Es wird erst benutzt, wenn Sie es sagen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/gatebench.py" />
            <source>{predicted} images predicted anew by {name}; {kept} left alone, since a person has judged them.</source>
            <translation>{predicted} Bilder von {name} neu vorhergesagt; {kept} blieben, da ein Mensch sie beurteilt hat.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handover_dialog.py" />
            <source>Choose…</source>
            <translation>Wählen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handover_dialog.py" />
            <source>File…</source>
            <translation>Datei…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handover_dialog.py" />
            <source>Folder…</source>
            <translation>Ordner…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handover_dialog.py" />
            <source>What went otherwise</source>
            <translation>Was anders lief</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handover_dialog.py" />
            <source>{done} of {total} …</source>
            <translation>{done} von {total} …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>A person has worked on this mask; it stays.</source>
            <translation>An dieser Maske hat ein Mensch gearbeitet; sie bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>It has changes that are not saved.</source>
            <translation>Es hat Änderungen, die nicht gespeichert sind.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>It is a step that can be undone.</source>
            <translation>Es ist ein Schritt, der rückgängig gemacht werden kann.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Looking …</source>
            <translation>Wird angesehen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Repair by the ISIC rules</source>
            <translation>Nach den ISIC-Regeln reparieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Saving what is open …</source>
            <translation>Offenes wird gespeichert …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Say what shall be checked.</source>
            <translation>Sagen Sie, was geprüft werden soll.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Say where repaired copies shall go: a new folder, or a ZIP file.</source>
            <translation>Sagen Sie, wohin reparierte Kopien sollen: ein neuer Ordner oder eine ZIP-Datei.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Say where the masks are.</source>
            <translation>Sagen Sie, wo die Masken sind.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Say where to.</source>
            <translation>Sagen Sie, wohin.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/handoverbench.py" />
            <source>Something else is being handed over or checked; wait until it is done.</source>
            <translation>Es wird gerade etwas anderes übergeben oder geprüft; warten Sie, bis es fertig ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/help_window.py" />
            <source>1 place</source>
            <translation>1 Stelle</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/help_window.py" />
            <source>Contents</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/help_window.py" />
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/help_window.py" />
            <source>Search the guide</source>
            <translation>Im Handbuch suchen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/help_window.py" />
            <source>{count} places</source>
            <translation>{count} Stellen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/history_panel.py" />
            <source>As it was opened</source>
            <translation>Wie geöffnet</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/history_panel.py" />
            <source>Steps of this annotation</source>
            <translation>Schritte dieser Annotation</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/history_panel.py" />
            <source>Undone</source>
            <translation>Rückgängig gemacht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/history_panel.py" />
            <source>Undone; click to do it again</source>
            <translation>Rückgängig gemacht; ein Klick macht es wieder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/history_panel.py" />
            <source>{count} steps before</source>
            <translation>{count} Schritte davor</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>COCO (JSON file)</source>
            <translation>COCO (JSON-Datei)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Folder of masks (PNG, BMP, TIFF)</source>
            <translation>Ordner mit Masken (PNG, BMP, TIFF)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>For the images in {folder}. Masks find them by name, and must have their size.</source>
            <translation>Für die Bilder in {folder}. Masken finden sie am Namen und müssen ihre Größe haben.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Import masks</source>
            <translation>Masken importieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Kept</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Read masks coded 0/1 as 0/255</source>
            <translation>Masken mit 0/1 als 0/255 lesen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Replace masks that a person has made or touched</source>
            <translation>Masken ersetzen, die ein Mensch gemacht oder berührt hat</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Replaced: {name}; before it: {place}</source>
            <translation>Ersetzt: {name}; davor: {place}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Stopped; what was taken in stays.</source>
            <translation>Angehalten; was aufgenommen ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Take from</source>
            <translation>Übernehmen aus</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>What is replaced is kept in annotations/set-aside; on the image in sight it is a step that can be undone.</source>
            <translation>Was ersetzt wird, bleibt in annotations/set-aside; beim sichtbaren Bild ist es ein Schritt, der rückgängig gemacht werden kann.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>What it looks like</source>
            <translation>Wie es aussieht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>Where are the masks?</source>
            <translation>Wo sind die Masken?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>YOLO polygons (folder of text files)</source>
            <translation>YOLO-Polygone (Ordner mit Textdateien)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>labelme (folder of JSON files)</source>
            <translation>labelme (Ordner mit JSON-Dateien)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>{count} imported</source>
            <translation>{count} importiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>{count} kept as a person left them</source>
            <translation>{count} behalten, wie ein Mensch sie ließ</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>{count} replaced</source>
            <translation>{count} ersetzt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/import_dialog.py" />
            <source>{count} the same already</source>
            <translation>{count} schon gleich</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/jobs_status.py" />
            <source>Jobs</source>
            <translation>Aufgaben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/jobs_status.py" />
            <source>Nothing queued</source>
            <translation>Nichts in der Warteschlange</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Colour constancy (shades of grey): view only</source>
            <translation>Farbkonstanz (Shades of Grey): nur Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Hairs suppressed: view only</source>
            <translation>Haare unterdrückt: nur Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Missing</source>
            <translation>Fehlt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>More contrast: view only</source>
            <translation>Mehr Kontrast: nur Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>There is no error: annotation and ground truth agree in every pixel.</source>
            <translation>Es gibt keinen Fehler: Annotation und Ground Truth stimmen in jedem Pixel überein.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Too much</source>
            <translation>Zu viel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>{kind}: {count} px</source>
            <translation>{kind}: {count} px</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>{what} (view only)</source>
            <translation>{what} (nur Ansicht)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/main_window.py" />
            <source>Scores and view</source>
            <translation>Werte und Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/main_window.py" />
            <source>Segmentation is under way</source>
            <translation>Es wird segmentiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/main_window.py" />
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source> · segmenting …</source>
            <translation> · segmentiert …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>A prediction is shown as a dotted line. Your annotation is as it was.</source>
            <translation>Eine Vorhersage ist als gepunktete Linie zu sehen. Ihre Annotation ist, wie sie war.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>Go back to {name}</source>
            <translation>Zurück zu {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>Model {name} · {state}</source>
            <translation>Modell {name} · {state}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>The model found no lesion in this image. Paint it with the brush (B).</source>
            <translation>Das Modell fand in diesem Bild keine Läsion. Malen Sie sie mit dem Pinsel (B).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>The models cannot be listed. {why}</source>
            <translation>Die Modelle können nicht aufgelistet werden. {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>This image could not be segmented. {why}</source>
            <translation>Dieses Bild konnte nicht segmentiert werden. {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>Use the prediction (U)</source>
            <translation>Vorhersage übernehmen (U)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>cannot be used</source>
            <translation>nicht benutzbar</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>fastest device</source>
            <translation>schnellstes Gerät</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{device} · loading …</source>
            <translation>{device} · wird geladen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{device} · not loaded yet</source>
            <translation>{device} · noch nicht geladen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{device} · ready</source>
            <translation>{device} · bereit</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{name} (bundled)</source>
            <translation>{name} (mitgeliefert)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{name} predicts from now on. Annotations stay as they are.</source>
            <translation>{name} sagt von jetzt an vorher. Annotationen bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{why} {name} predicts instead.</source>
            <translation>{why} Statt dessen sagt {name} vorher.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Annotations name it {name}.</source>
            <translation>Annotationen nennen es {name}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Compare with the model in use…</source>
            <translation>Mit dem benutzten Modell vergleichen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Decoder {decoder}, input {size} × {size} px, {regime}, threshold {threshold}, seen images: {seen}</source>
            <translation>Decoder {decoder}, Eingabe {size} × {size} px, {regime}, Schwelle {threshold}, gesehene Bilder: {seen}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Export {name} with its card</source>
            <translation>{name} mit Karte exportieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Images predicted anew</source>
            <translation>Neu vorhergesagte Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Import a model</source>
            <translation>Ein Modell importieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Import…</source>
            <translation>Importieren…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Models (*.safetensors);;All files (*)</source>
            <translation>Modelle (*.safetensors);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Stop predicting</source>
            <translation>Vorhersagen anhalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>The model in use is never deleted: use another one first.</source>
            <translation>Das benutzte Modell wird nie gelöscht: Benutzen Sie zuerst ein anderes.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>The model's card</source>
            <translation>Die Karte des Modells</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>This model comes with the program.</source>
            <translation>Dieses Modell kommt mit dem Programm.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>Use this model</source>
            <translation>Dieses Modell benutzen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>With the model in use. Only new and predicted images; what a person judged is never touched.</source>
            <translation>Mit dem benutzten Modell. Nur neue und vorhergesagte Bilder; was ein Mensch beurteilt hat, wird nie berührt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>bundled</source>
            <translation>mitgeliefert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>comes with the program</source>
            <translation>kommt mit dem Programm</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>encoder fine-tuned</source>
            <translation>Encoder nachtrainiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>encoder frozen</source>
            <translation>Encoder eingefroren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>gone</source>
            <translation>fehlt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>in use</source>
            <translation>benutzt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/models_dialog.py" />
            <source>not told</source>
            <translation>nicht gesagt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>Corrected</source>
            <translation>Korrigiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>95 % Hausdorff distance between the two boundaries</source>
            <translation>95-%-Hausdorff-Abstand der beiden Ränder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Annotation shown as</source>
            <translation>Darstellung der Annotation</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Below the ISIC failure line ({line})</source>
            <translation>Unter der ISIC-Fehlergrenze ({line})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Distance</source>
            <translation>Abstand</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Distance 95 %</source>
            <translation>Abstand 95 %</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Fill opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>In the last stroke</source>
            <translation>Im letzten Strich</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Intersection over union (Jaccard)</source>
            <translation>Schnitt durch Vereinigung (Jaccard)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Lesion {percent} % of the image</source>
            <translation>Läsion {percent} % des Bildes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Mean distance between the two boundaries</source>
            <translation>Mittlerer Abstand der beiden Ränder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>No ground truth was found for this image.</source>
            <translation>Für dieses Bild wurde kein Ground Truth gefunden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Opacity of the fill, percent</source>
            <translation>Deckkraft der Füllung, Prozent</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Scores</source>
            <translation>Werte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Scores appear here when an image with ground truth is open.</source>
            <translation>Hier erscheinen Werte, wenn ein Bild mit Ground Truth offen ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Sensitivity</source>
            <translation>Sensitivität</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Since the prediction, or since the image was opened</source>
            <translation>Seit der Vorhersage oder seit das Bild geöffnet wurde</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Specificity</source>
            <translation>Spezifität</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>There is no annotation yet: press S, or paint.</source>
            <translation>Noch keine Annotation: S drücken oder malen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>change</source>
            <translation>Änderung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>stroke</source>
            <translation>Strich</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>{count} px changed by hand</source>
            <translation>{count} px von Hand geändert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>{score}, change in this stroke</source>
            <translation>{score}, Änderung in diesem Strich</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>{score}, change since the prediction or the opening</source>
            <translation>{score}, Änderung seit der Vorhersage oder dem Öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>A folder that has annotations already keeps them where they are.</source>
            <translation>Ein Ordner, der schon Annotationen hat, behält sie, wo sie sind.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Annotations</source>
            <translation>Annotationen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Apple graphics (MPS)</source>
            <translation>Apple-Grafik (MPS)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>As many as there are cores</source>
            <translation>So viele wie Kerne</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Beside the images</source>
            <translation>Neben den Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Blue, orange, green (Okabe and Ito)</source>
            <translation>Blau, Orange, Grün (Okabe und Ito)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Both sets stay apart for colour-blind eyes; each line also has a pattern of its own.</source>
            <translation>Beide Sätze bleiben für farbenblinde Augen unterscheidbar; jede Linie hat auch ein eigenes Muster.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>CPU threads</source>
            <translation>CPU-Threads</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Choose a folder for all annotations</source>
            <translation>Einen Ordner für alle Annotationen wählen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Colours of outlines</source>
            <translation>Farben der Umrisse</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Computes on</source>
            <translation>Rechnet auf</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>If the device is not there, the program says so and uses the CPU.</source>
            <translation>Wenn das Gerät fehlt, sagt das Programm es und nimmt die CPU.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>In a folder beside the images</source>
            <translation>In einem Ordner neben den Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>NVIDIA-Grafikkarte (CUDA)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Open where I was last time</source>
            <translation>Öffnen, wo ich zuletzt war</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Size of letters</source>
            <translation>Schriftgröße</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Tell me when a long job has ended</source>
            <translation>Sagen, wenn eine lange Aufgabe zu Ende ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>The fastest there is</source>
            <translation>Das schnellste, das es gibt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>The language changes at the next start.</source>
            <translation>Die Sprache wechselt beim nächsten Start.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Where shall annotations be saved?</source>
            <translation>Wohin sollen Annotationen gespeichert werden?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Work</source>
            <translation>Arbeit</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/preferences_dialog.py" />
            <source>Yellow, pink, cyan (brighter on dark skin)</source>
            <translation>Gelb, Rosa, Türkis (heller auf dunkler Haut)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readoutbench.py" />
            <source>Read-outs (research use only)</source>
            <translation>Messwerte (nur für die Forschung)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>1 px = {length} µm, by {ruler}</source>
            <translation>1 px = {length} µm, nach {ruler}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Area</source>
            <translation>Fläche</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>As a circle</source>
            <translation>Als Kreis</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Asymmetry</source>
            <translation>Asymmetrie</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Diameter</source>
            <translation>Durchmesser</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Diameter of the circle of the same area</source>
            <translation>Durchmesser des Kreises gleicher Fläche</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Draw along a ruler in the image for millimetres (M)</source>
            <translation>Für Millimeter an einem Maßstab im Bild entlangziehen (M)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>For all images of this folder that are of the same size</source>
            <translation>Für alle Bilder dieses Ordners mit derselben Größe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>For the folder</source>
            <translation>Für den Ordner</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>For this image</source>
            <translation>Für dieses Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Forget</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Forget this ruler</source>
            <translation>Diesen Maßstab vergessen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Greatest distance between two points of the lesion (maximum Feret)</source>
            <translation>Größter Abstand zweier Punkte der Läsion (größter Feret-Durchmesser)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>In pixels: no ruler yet.</source>
            <translation>In Pixeln: noch kein Maßstab.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Irregularity</source>
            <translation>Unregelmäßigkeit</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Length of all borders, by the Cauchy–Crofton formula</source>
            <translation>Länge aller Ränder, nach der Formel von Cauchy und Crofton</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Length of the line in millimetres</source>
            <translation>Länge der Linie in Millimetern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Of the shape: 0 is its own mirror image in both principal axes; colours are not looked at</source>
            <translation>Der Form: 0 ist ihr eigenes Spiegelbild in beiden Hauptachsen; Farben werden nicht angesehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Of the six dermoscopic colours, those with at least 5 % of the lesion</source>
            <translation>Von den sechs dermatoskopischen Farben die mit mindestens 5 % der Läsion</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Perimeter</source>
            <translation>Umfang</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Perimeter² ÷ (4π · area): 1 for a circle, more if ragged or long</source>
            <translation>Umfang² ÷ (4π · Fläche): 1 für einen Kreis, mehr, wenn zerklüftet oder lang</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>Pixels of the lesion</source>
            <translation>Pixel der Läsion</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>The borders of holes count ({count}).</source>
            <translation>Die Ränder der Löcher zählen mit ({count}).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>The image's edge cuts the lesion off: it is larger than measured.</source>
            <translation>Der Bildrand schneidet die Läsion ab: Sie ist größer als gemessen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>The line is too short: draw it along more of the ruler.</source>
            <translation>Die Linie ist zu kurz: Ziehen Sie sie an mehr vom Maßstab entlang.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>The line is {pixels} px long. How long is it on the ruler?</source>
            <translation>Die Linie ist {pixels} px lang. Wie lang ist sie auf dem Maßstab?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>black</source>
            <translation>schwarz</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>blue-grey</source>
            <translation>blaugrau</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>dark brown</source>
            <translation>dunkelbraun</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>light brown</source>
            <translation>hellbraun</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>red</source>
            <translation>rot</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>the folder's ruler</source>
            <translation>Maßstab des Ordners</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>this image's ruler</source>
            <translation>Maßstab dieses Bildes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>white</source>
            <translation>weiß</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/readouts_panel.py" />
            <source>{count} regions are measured together.</source>
            <translation>{count} Gebiete werden zusammen gemessen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source> and {count} more</source>
            <translation> und {count} weitere</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>Look later</source>
            <translation>Später ansehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>Work on {count} was not saved last time: {names}. It is kept until you bring it back.</source>
            <translation>Arbeit an {count} wurde beim letzten Mal nicht gespeichert: {names}. Sie bleibt, bis Sie sie zurückholen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>Your strokes cannot be kept safe between saves; each is saved at once instead. {why}</source>
            <translation>Ihre Striche können zwischen dem Speichern nicht gesichert werden; statt dessen wird jeder sofort gespeichert. {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>an image</source>
            <translation>einem Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>Below {line} the ISIC challenge counts an outline as failed.</source>
            <translation>Unter {line} zählt die ISIC-Challenge einen Umriss als misslungen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>End</source>
            <translation>Ende</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>Quality not known</source>
            <translation>Güte unbekannt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>{done} done · {left} left</source>
            <translation>{done} fertig · {left} übrig</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>▾ below {line}</source>
            <translation>▾ unter {line}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>✓ Accept (Q)</source>
            <translation>✓ Annehmen (Q)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/review_bar.py" />
            <source>✕ Reject (Z)</source>
            <translation>✕ Ablehnen (Z)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/reviewbench.py" />
            <source>Segmenting …</source>
            <translation>Wird segmentiert …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/reviewbench.py" />
            <source>The queue is done: {accepted} accepted, {rejected} rejected.</source>
            <translation>Die Reihe ist durch: {accepted} angenommen, {rejected} abgelehnt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/reviewbench.py" />
            <source>There is nothing left to review here.</source>
            <translation>Hier ist nichts mehr durchzusehen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/reviewbench.py" />
            <source>This was the last image of the list.</source>
            <translation>Das war das letzte Bild der Liste.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Augmentation</source>
            <translation>Augmentierung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Batch</source>
            <translation>Stapel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Best epoch</source>
            <translation>Beste Epoche</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Choose a run to see its curves, or several (Ctrl+click) to see them over each other.</source>
            <translation>Wählen Sie einen Lauf, um seine Kurven zu sehen, oder mehrere (Strg+Klick), um sie übereinander zu sehen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Chosen runs side by side</source>
            <translation>Gewählte Läufe nebeneinander</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Compare frozen with fine-tuned</source>
            <translation>Eingefroren mit nachtrainiert vergleichen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Compare with the active model</source>
            <translation>Mit dem aktiven Modell vergleichen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Comparing …</source>
            <translation>Vergleich läuft …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Curves, table and images</source>
            <translation>Kurven, Tabelle und Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Curves, validation images and log of this run</source>
            <translation>Kurven, Validierungsbilder und Protokoll dieses Laufs</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Decoder</source>
            <translation>Decoder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Delete this run and its model</source>
            <translation>Diesen Lauf und sein Modell löschen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Delete…</source>
            <translation>Löschen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Go on after the last finished epoch</source>
            <translation>Nach der letzten fertigen Epoche weitermachen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>In the browser</source>
            <translation>Im Browser</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Input, px</source>
            <translation>Eingabe, px</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>On the images held out</source>
            <translation>Auf den zurückgehaltenen Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>On {images} validation images of both, {left} is better on {left_wins}, {right} on {right_wins}, and {ties} are equal.</source>
            <translation>Auf {images} gemeinsamen Validierungsbildern ist {left} auf {left_wins} besser, {right} auf {right_wins}, und {ties} sind gleich.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Open the report</source>
            <translation>Bericht öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Regime</source>
            <translation>Regime</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Report on the chosen runs</source>
            <translation>Bericht über die gewählten Läufe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Run</source>
            <translation>Lauf</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Seconds per epoch</source>
            <translation>Sekunden je Epoche</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>The newest run of each regime: curves, table and report</source>
            <translation>Der neueste Lauf jedes Regimes: Kurven, Tabelle und Bericht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>There is no run yet. Train → Train a model begins the first one.</source>
            <translation>Es gibt noch keinen Lauf. Training → Ein Modell trainieren beginnt den ersten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Training loss</source>
            <translation>Trainingsverlust</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Validation Dice</source>
            <translation>Validierungs-Dice</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Validation IoU</source>
            <translation>Validierungs-IoU</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Validation accuracy</source>
            <translation>Validierungs-Genauigkeit</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Validation loss</source>
            <translation>Validierungsverlust</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>Watch</source>
            <translation>Zusehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>cancelled</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>fine-tuned</source>
            <translation>nachtrainiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>folder gone</source>
            <translation>Ordner fehlt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>getting ready</source>
            <translation>wird vorbereitet</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>interrupted</source>
            <translation>unterbrochen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>trained</source>
            <translation>trainiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>training</source>
            <translation>trainiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/runs_page.py" />
            <source>{left} and {right} have no validation image in common.</source>
            <translation>{left} und {right} haben kein Validierungsbild gemeinsam.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Actions and their keys</source>
            <translation>Aktionen und ihre Tasten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>All usual keys</source>
            <translation>Alle üblichen Tasten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Ctrl + wheel</source>
            <translation>Strg + Mausrad</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Editing</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>ISIC Desktop: keys</source>
            <translation>ISIC Desktop: Tasten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Letters act outside text fields.</source>
            <translation>Buchstaben wirken außerhalb von Textfeldern.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Mask</source>
            <translation>Maske</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Mouse</source>
            <translation>Maus</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Move the image</source>
            <translation>Bild verschieben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>New key</source>
            <translation>Neue Taste</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Save as a card…</source>
            <translation>Als Karte speichern…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Save the keys as a card</source>
            <translation>Die Tasten als Karte speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Saved: {path}</source>
            <translation>Gespeichert: {path}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Search for an action or a key</source>
            <translation>Nach einer Aktion oder Taste suchen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Size the brush</source>
            <translation>Pinselgröße ändern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Space, hold and drag; or middle button</source>
            <translation>Leertaste halten und ziehen; oder mittlere Maustaste</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>The program needs this key for itself. Choose another one.</source>
            <translation>Diese Taste braucht das Programm selbst. Wählen Sie eine andere.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Use this key</source>
            <translation>Diese Taste nehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Usual key</source>
            <translation>Übliche Taste</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Web page</source>
            <translation>Webseite</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>What it does</source>
            <translation>Was sie tut</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Wheel</source>
            <translation>Mausrad</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Your own; usually {key}</source>
            <translation>Ihre eigene; üblich ist {key}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>Zoom at the pointer</source>
            <translation>Am Zeiger zoomen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/shortcuts_editor.py" />
            <source>{key} is taken: {action}. Choose another one.</source>
            <translation>{key} ist vergeben: {action}. Wählen Sie eine andere.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Open a folder of dermoscopy images. The model outlines each lesion,
you correct the outline, and the scores show how well it fits.</source>
            <translation>Öffnen Sie einen Ordner dermatoskopischer Bilder. Das Modell umreißt jede Läsion,
Sie korrigieren den Umriss, und die Werte zeigen, wie gut er passt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Or drop a folder here.</source>
            <translation>Oder einen Ordner hier ablegen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Outline skin lesions</source>
            <translation>Hautläsionen umreißen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Recent folders</source>
            <translation>Letzte Ordner</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Take it off this list</source>
            <translation>Von dieser Liste nehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Take {folder} off this list</source>
            <translation>{folder} von dieser Liste nehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>{folder} (not there)</source>
            <translation>{folder} (nicht da)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/toolbench.py" />
            <source>Grow</source>
            <translation>Wachsen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/toolbench.py" />
            <source>Shrink</source>
            <translation>Schrumpfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/toolbench.py" />
            <source>Smooth</source>
            <translation>Glätten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/brush.py" />
            <source>Shift: straight line</source>
            <translation>Umschalt: gerade Linie</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/computed.py" />
            <source>Drag to widen · Alt: take away</source>
            <translation>Ziehen weitet aus · Alt: wegnehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/computed.py" />
            <source>Paint roughly over the lesion · Shift: draw a box</source>
            <translation>Grob über die Läsion malen · Umschalt: Rahmen aufziehen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/contour.py" />
            <source>Brush size: how much comes along</source>
            <translation>Pinselgröße: wie viel mitkommt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/lasso.py" />
            <source>Alt: take away</source>
            <translation>Alt: wegnehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/lasso.py" />
            <source>Double-click or Enter closes · Backspace takes a corner back · Alt: take away</source>
            <translation>Doppelklick oder Enter schließt · Rücktaste nimmt eine Ecke zurück · Alt: wegnehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/lasso.py" />
            <source>Draw round what the model had right</source>
            <translation>Umfahren, was das Modell richtig hatte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/ruler.py" />
            <source>Drag along the ruler in the image · Shift: level or upright</source>
            <translation>Am Maßstab im Bild entlangziehen · Umschalt: waagrecht oder senkrecht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>Close the tour</source>
            <translation>Rundgang schließen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>Open the samples: six drawn images to try things on. A folder of your own works the same way.</source>
            <translation>Öffnen Sie die Beispiele: sechs gezeichnete Bilder zum Ausprobieren. Ein eigener Ordner geht genauso.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>Paint with the left button where lesion is missing; E takes away what is too much. The scores follow.</source>
            <translation>Malen Sie mit der linken Taste, wo Läsion fehlt; E nimmt weg, was zu viel ist. Die Werte folgen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>Press Ctrl+S. Going to the next image (D) saves too, so nothing has to be remembered.</source>
            <translation>Drücken Sie Strg+S. Auch der Weg zum nächsten Bild (D) speichert; Sie müssen an nichts denken.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>Press S, or this button: the model outlines the lesion in blue. Orange is the ground truth.</source>
            <translation>Drücken Sie S oder diesen Knopf: Das Modell umreißt die Läsion blau. Orange ist der Ground Truth.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>Skip the tour</source>
            <translation>Rundgang überspringen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>Step {step} of {count}</source>
            <translation>Schritt {step} von {count}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/tour.py" />
            <source>That is all: a mask, corrected and saved. F1 opens the user guide, Ctrl+F1 lists the keys.</source>
            <translation>Das ist alles: eine Maske, korrigiert und gespeichert. F1 öffnet das Handbuch, Strg+F1 nennt die Tasten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>A training is under way</source>
            <translation>Ein Training läuft</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Cancel this training?</source>
            <translation>Dieses Training abbrechen?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Delete the run</source>
            <translation>Lauf löschen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Delete the run {name}?</source>
            <translation>Den Lauf {name} löschen?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Discard the training</source>
            <translation>Training verwerfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Do not close</source>
            <translation>Nicht schließen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Go on training</source>
            <translation>Weiter trainieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>It can go on without the window; the next start shows how far it has come.</source>
            <translation>Es kann ohne das Fenster weiterlaufen; der nächste Start zeigt, wie weit es gekommen ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>It ends after this epoch, and the best model is kept</source>
            <translation>Es endet nach dieser Epoche, und das beste Modell bleibt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Its model, figures and pictures go with it. A model that was taken over for use stays.</source>
            <translation>Sein Modell, seine Zahlen und Bilder gehen mit. Ein Modell, das übernommen wurde, bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Keep it</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Keep training in the background</source>
            <translation>Im Hintergrund weiter trainieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Stop early</source>
            <translation>Früher enden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>The training {name} has ended.</source>
            <translation>Das Training {name} ist zu Ende.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>The training {name} has ended: validation IoU {jaccard}. The model in use is still the old one.</source>
            <translation>Das Training {name} ist zu Ende: Validierungs-IoU {jaccard}. Benutzt wird noch das alte Modell.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>The training {name} was cancelled.</source>
            <translation>Das Training {name} wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>The training {name} was discarded.</source>
            <translation>Das Training {name} wurde verworfen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Training: epoch {epoch} of {epochs}</source>
            <translation>Training: Epoche {epoch} von {epochs}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>Training: getting ready …</source>
            <translation>Training: wird vorbereitet …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>What was trained so far is discarded. Stop early keeps the best model instead.</source>
            <translation>Was bisher trainiert wurde, wird verworfen. „Früher enden“ behält statt dessen das beste Modell.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/trainbench.py" />
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>A CSV file that says which images show the same lesion: those stay on one side of the split</source>
            <translation>Eine CSV-Datei, die sagt, welche Bilder dieselbe Läsion zeigen: Sie bleiben auf einer Seite der Aufteilung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>A fifth of all lesions is never trained on: new and old model are compared on them. A fifth of the rest validates while training. Images that look alike stay on one side.</source>
            <translation>Ein Fünftel aller Läsionen wird nie trainiert: Daran werden neues und altes Modell verglichen. Ein Fünftel des Rests validiert während des Trainings. Ähnliche Bilder bleiben auf einer Seite.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>A folder of images, and the folder of their masks</source>
            <translation>Ein Ordner mit Bildern und der Ordner ihrer Masken</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>A folder with accepted annotations</source>
            <translation>Ein Ordner mit angenommenen Annotationen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>A table of lesions</source>
            <translation>Eine Tabelle der Läsionen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Accepted annotations of another folder</source>
            <translation>Angenommene Annotationen eines anderen Ordners</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Accepted annotations of the open folder</source>
            <translation>Angenommene Annotationen des offenen Ordners</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Add folder…</source>
            <translation>Ordner hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Add set with ground truth…</source>
            <translation>Satz mit Ground Truth hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Check the images</source>
            <translation>Bilder prüfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Corrected annotations too, though nobody has accepted them</source>
            <translation>Auch korrigierte Annotationen, obwohl niemand sie angenommen hat</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Learn from</source>
            <translation>Lernen aus</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Lesions: {name}</source>
            <translation>Läsionen: {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Looking at every image and mask …</source>
            <translation>Jedes Bild und jede Maske wird angesehen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Looking for annotations …</source>
            <translation>Annotationen werden gesucht …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>No problems were found.</source>
            <translation>Es wurden keine Probleme gefunden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Problems</source>
            <translation>Probleme</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Show image</source>
            <translation>Bild zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Table of lesions…</source>
            <translation>Tabelle der Läsionen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Take the chosen source out</source>
            <translation>Die gewählte Quelle herausnehmen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>The folder of the images</source>
            <translation>Der Ordner der Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>The folder of their masks</source>
            <translation>Der Ordner ihrer Masken</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>The images are checked before anything is trained.</source>
            <translation>Die Bilder werden geprüft, bevor etwas trainiert wird.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>The images could not be checked. {reason}</source>
            <translation>Die Bilder konnten nicht geprüft werden. {reason}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>Where images come from</source>
            <translation>Woher die Bilder kommen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>{count} images with a mask to learn from.</source>
            <translation>{count} Bilder mit einer Maske zum Lernen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>{name}: {used} of {images} images have ground truth</source>
            <translation>{name}: {used} von {images} Bildern haben Ground Truth</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>{name}: {used} used of {images} images ({accepted} accepted, {corrected} corrected)</source>
            <translation>{name}: {used} von {images} Bildern benutzt ({accepted} angenommen, {corrected} korrigiert)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_data_page.py" />
            <source>{train} images to train and validate on, {held_out} held out, {left_out} left out.</source>
            <translation>{train} Bilder zum Trainieren und Validieren, {held_out} zurückgehalten, {left_out} ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>1  Data</source>
            <translation>1  Daten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>2  Regime</source>
            <translation>2  Regime</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>3  Start</source>
            <translation>3  Start</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>About {total}: {epoch} for each epoch, {preparing} to get ready. Up to {memory} GB of memory. Computes on {device} in {precision}.</source>
            <translation>Etwa {total}: {epoch} je Epoche, {preparing} zur Vorbereitung. Bis zu {memory} GB Arbeitsspeicher. Rechnet auf {device} in {precision}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Another training is under way; this one can start when it has ended.</source>
            <translation>Ein anderes Training läuft; dieses kann beginnen, wenn es zu Ende ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Cost on this computer</source>
            <translation>Aufwand auf diesem Rechner</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Measure again</source>
            <translation>Erneut messen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Measuring a few steps on this computer …</source>
            <translation>Einige Schritte auf diesem Rechner werden gemessen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Name of the run and the model</source>
            <translation>Name des Laufs und des Modells</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Ready to train</source>
            <translation>Bereit zum Training</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>Start training</source>
            <translation>Training beginnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>The cost could not be measured. {reason}</source>
            <translation>Der Aufwand konnte nicht gemessen werden. {reason}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>The decoder only</source>
            <translation>Nur den Decoder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>The training runs beside the window and leaves it a core. You can go on working, and close the window: it asks whether the training shall go on. The model you use now stays as it is.</source>
            <translation>Das Training läuft neben dem Fenster und lässt ihm einen Kern. Sie können weiterarbeiten und das Fenster schließen: Es fragt, ob das Training weiterlaufen soll. Das jetzt benutzte Modell bleibt, wie es ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>The whole network</source>
            <translation>Das ganze Netz</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>What is trained</source>
            <translation>Was trainiert wird</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>the processor</source>
            <translation>dem Prozessor</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>under a second</source>
            <translation>unter einer Sekunde</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>{hours} h {minutes} min</source>
            <translation>{hours} h {minutes} min</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>{regime}, from {start}, for {epochs} epochs at {size} × {size} pixels, batch {batch}, learning rate {rate}. About {train} images train, {val} validate, {held_out} are held out.</source>
            <translation>{regime}, von {start}, {epochs} Epochen bei {size} × {size} Pixeln, Stapel {batch}, Lernrate {rate}. Etwa {train} Bilder trainieren, {val} validieren, {held_out} sind zurückgehalten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_dialog.py" />
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>A file…</source>
            <translation>Datei wählen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Advanced settings</source>
            <translation>Weitere Einstellungen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Augmented image {number}</source>
            <translation>Augmentiertes Bild {number}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Batch, images</source>
            <translation>Stapelgröße, Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Binary cross-entropy</source>
            <translation>Binäre Kreuzentropie</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Binary cross-entropy and Dice</source>
            <translation>Binäre Kreuzentropie und Dice</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Constant</source>
            <translation>Konstant</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Cosine with a warm-up</source>
            <translation>Kosinus mit Anlauf</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Course: flips, a little colour</source>
            <translation>Kurs: Spiegeln, etwas Farbe</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Dropout</source>
            <translation>Dropout</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>File {name}</source>
            <translation>Datei {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Fine-tune the encoder too</source>
            <translation>Auch den Encoder nachtrainieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Goes on from what this model has learned; its decoder is kept.</source>
            <translation>Macht mit dem weiter, was dieses Modell gelernt hat; sein Decoder bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>ImageNet weights</source>
            <translation>ImageNet-Gewichte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>ImageNet weights (fetched once, 14 MB)</source>
            <translation>ImageNet-Gewichte (einmal geholt, 14 MB)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Input size</source>
            <translation>Eingabegröße</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Models (*.safetensors)</source>
            <translation>Modelle (*.safetensors)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Nothing: random weights</source>
            <translation>Nichts: zufällige Gewichte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Only for experiments: needs many images and epochs.</source>
            <translation>Nur für Versuche: braucht viele Bilder und Epochen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Random seed</source>
            <translation>Zufallszahl</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Schedule</source>
            <translation>Verlauf der Lernrate</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Show others</source>
            <translation>Andere zeigen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Skip: light, U-shaped</source>
            <translation>Skip: leicht, U-förmig</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Start from</source>
            <translation>Ausgehen von</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Stop after epochs without gain</source>
            <translation>Ende nach Epochen ohne Gewinn</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Strong: other cameras, hairs, dark corners</source>
            <translation>Stark: andere Kameras, Haare, dunkle Ecken</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Takes the encoder's weights from the file; the decoder begins anew.</source>
            <translation>Nimmt die Gewichte des Encoders aus der Datei; der Decoder beginnt neu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>The encoder knows photographs; the decoder begins anew.</source>
            <translation>Der Encoder kennt Fotografien; der Decoder beginnt neu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>The whole network adapts to your images, gently. Slower, usually better, and with few images it may learn them by heart. Learning rate 0.0001.</source>
            <translation>Das ganze Netz passt sich sanft Ihren Bildern an. Langsamer, meist besser, und bei wenigen Bildern lernt es sie vielleicht auswendig. Lernrate 0,0001.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>This model: {name}</source>
            <translation>Dieses Modell: {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Train the decoder only (encoder frozen)</source>
            <translation>Nur den Decoder trainieren (Encoder eingefroren)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Transpose: the course report's</source>
            <translation>Transpose: der des Kursberichts</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Validation share</source>
            <translation>Validierungsanteil</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>What the encoder learned from millions of photographs stays as it is to the last bit; only the part that draws the mask learns. Fast, and hard to spoil with few images. Learning rate 0.001.</source>
            <translation>Was der Encoder aus Millionen Fotografien gelernt hat, bleibt bis aufs letzte Bit; nur der Teil, der die Maske zeichnet, lernt. Schnell und mit wenigen Bildern schwer zu verderben. Lernrate 0,001.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>What the network sees</source>
            <translation>Was das Netz sieht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Your images as the augmentation changes them, with their masks (green).</source>
            <translation>Ihre Bilder, wie die Augmentierung sie ändert, mit ihren Masken (grün).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>random weights</source>
            <translation>zufällige Gewichte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>the decoder's own</source>
            <translation>der des Decoders selbst</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>{side} pixels</source>
            <translation>{side} Pixel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Cancel…</source>
            <translation>Abbrechen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>End now and discard what was trained</source>
            <translation>Jetzt enden und das Trainierte verwerfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>No training is under way</source>
            <translation>Kein Training läuft</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Pictures (*.png)</source>
            <translation>Bilder (*.png)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Save figures</source>
            <translation>Zahlen speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Save figures…</source>
            <translation>Zahlen speichern…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Save plots</source>
            <translation>Diagramme speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Save plots…</source>
            <translation>Diagramme speichern…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Saved as {path}</source>
            <translation>Gespeichert als {path}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Stopping when this epoch is done …</source>
            <translation>Endet, wenn diese Epoche fertig ist …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>The last lines of the log</source>
            <translation>Die letzten Zeilen des Protokolls</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>The validation IoU has not become better for {count} epochs. You can stop early: the best model is kept.</source>
            <translation>Der Validierungs-IoU ist seit {count} Epochen nicht besser geworden. Sie können früher enden: Das beste Modell bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>The validation sheet cannot be read.</source>
            <translation>Der Validierungsbogen ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Train → Train a model begins one; Train → Runs shows those before.</source>
            <translation>Training → Ein Modell trainieren beginnt eines; Training → Läufe zeigt die früheren.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Validation images appear after the first epoch.</source>
            <translation>Validierungsbilder erscheinen nach der ersten Epoche.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Validation images with ground truth (green) and prediction (pink)</source>
            <translation>Validierungsbilder mit Ground Truth (grün) und Vorhersage (rosa)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>Warnings and the last lines of the log appear here.</source>
            <translation>Warnungen und die letzten Zeilen des Protokolls erscheinen hier.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>about {time} left</source>
            <translation>noch etwa {time}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>almost done</source>
            <translation>fast fertig</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>batch {batch} of {batches}</source>
            <translation>Stapel {batch} von {batches}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>best validation IoU {jaccard} in epoch {epoch}</source>
            <translation>bester Validierungs-IoU {jaccard} in Epoche {epoch}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>stopped early after {epoch} epochs</source>
            <translation>früher beendet nach {epoch} Epochen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{count} lines of its events could not be read and were passed over.</source>
            <translation>{count} Zeilen seiner Ereignisse waren nicht lesbar und wurden übergangen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{memory} GB of memory</source>
            <translation>{memory} GB Arbeitsspeicher</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{name} ended unexpectedly</source>
            <translation>{name} endete unerwartet</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{name} has failed</source>
            <translation>{name} ist fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{name} has vanished</source>
            <translation>{name} ist verschwunden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{name} is getting ready …</source>
            <translation>{name} wird vorbereitet …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{name} is trained</source>
            <translation>{name} ist trainiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{name} was cancelled</source>
            <translation>{name} wurde abgebrochen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{name}: epoch {epoch} of {epochs}</source>
            <translation>{name}: Epoche {epoch} von {epochs}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_watch.py" />
            <source>{train} images train, {val} validate</source>
            <translation>{train} Bilder trainieren, {val} validieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_window.py" />
            <source>New training</source>
            <translation>Neues Training</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_window.py" />
            <source>Training – ISIC Desktop</source>
            <translation>Training – ISIC Desktop</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>A folder of masks or a ZIP file</source>
            <translation>Ein Ordner mit Masken oder eine ZIP-Datei</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Check</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Check by the ISIC rules</source>
            <translation>Nach den ISIC-Regeln prüfen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>It cannot be repaired.</source>
            <translation>Es kann nicht repariert werden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>One region without holes, 0 and 255 in an 8-bit PNG, the image's size, called ISIC_1234567_segmentation.png.</source>
            <translation>Ein Gebiet ohne Löcher, 0 und 255 in einem 8-Bit-PNG, in der Größe des Bildes, mit Namen ISIC_1234567_segmentation.png.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Repair in place</source>
            <translation>An Ort und Stelle reparieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Repair {count} in place</source>
            <translation>{count} an Ort und Stelle reparieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Repaired as {name}.</source>
            <translation>Repariert als {name}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Repaired copies</source>
            <translation>Reparierte Kopien</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Repairing keeps the largest region and fills its holes. What is checked is never changed, unless annotations are repaired in their place: then the old ones are kept in annotations/set-aside, and the one in sight is a step that can be undone.</source>
            <translation>Beim Reparieren bleibt das größte Gebiet, und seine Löcher werden gefüllt. Was geprüft wird, wird nie geändert, außer wenn Annotationen an Ort und Stelle repariert werden: Dann bleiben die alten in annotations/set-aside, und bei der sichtbaren ist es ein Schritt, der rückgängig gemacht werden kann.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Stopped.</source>
            <translation>Angehalten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>The annotations of the open folder</source>
            <translation>Die Annotationen des offenen Ordners</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>The old ones are in {place}.</source>
            <translation>Die alten sind in {place}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>The size of {count} was not compared: no image is known for them.</source>
            <translation>Bei {count} wurde die Größe nicht verglichen: Es ist kein Bild dazu bekannt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>What shall be checked?</source>
            <translation>Was soll geprüft werden?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Where shall repaired masks go?</source>
            <translation>Wohin sollen reparierte Masken?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>Write repaired copies</source>
            <translation>Reparierte Kopien schreiben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>{count} annotations were repaired.</source>
            <translation>{count} Annotationen wurden repariert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>{count} valid masks are in {place} now.</source>
            <translation>{count} gültige Masken sind jetzt in {place}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/validate_dialog.py" />
            <source>{valid} of {count} masks are valid.</source>
            <translation>{valid} von {count} Masken sind gültig.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Choose another place…</source>
            <translation>Anderen Ort wählen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Listing the folder …</source>
            <translation>Der Ordner wird gelesen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Load the other one</source>
            <translation>Die andere laden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Masks of {folder} are saved to {place} from now on. Those saved before stay where they are.</source>
            <translation>Masken von {folder} werden von jetzt an nach {place} gespeichert. Früher gespeicherte bleiben, wo sie sind.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Not saved yet</source>
            <translation>Noch nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Not saved: {count} images</source>
            <translation>Nicht gespeichert: {count} Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Not saved: {name}</source>
            <translation>Nicht gespeichert: {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Nothing to save</source>
            <translation>Nichts zu speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Open a folder of images</source>
            <translation>Einen Ordner mit Bildern öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Open read-only</source>
            <translation>Nur zum Ansehen öffnen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Opening {name} …</source>
            <translation>{name} wird geöffnet …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Overwrite it with mine</source>
            <translation>Mit meiner überschreiben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Read it as 0/255</source>
            <translation>Als 0/255 lesen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Saved ✓</source>
            <translation>Gespeichert ✓</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Saving …</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>The annotation of {name} is not saved; it is kept here. {why}</source>
            <translation>Die Annotation von {name} ist nicht gespeichert; sie wird hier behalten. {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>The folder cannot be opened</source>
            <translation>Der Ordner kann nicht geöffnet werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>There are no images in this folder</source>
            <translation>In diesem Ordner sind keine Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Where are the ground truth masks?</source>
            <translation>Wo sind die Ground-Truth-Masken?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Where shall the masks of {folder} be saved?</source>
            <translation>Wohin sollen die Masken von {folder} gespeichert werden?</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>{folder} holds no JPEG, PNG, TIFF, BMP or WebP image. Open another folder, or drop one here.</source>
            <translation>{folder} enthält kein JPEG-, PNG-, TIFF-, BMP- oder WebP-Bild. Öffnen Sie einen anderen Ordner oder legen Sie einen hier ab.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>{name} cannot be shown</source>
            <translation>{name} kann nicht gezeigt werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>{undo}: {step}</source>
            <translation>{undo}: {step}</translation>
        </message>
    </context>
</TS>
