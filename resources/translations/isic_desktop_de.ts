<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>ISIC Desktop</name>
        <message>
            <location filename="../../isic_desktop/app.py" />
            <source>The demo waited three minutes for {what}</source>
            <translation>Die Vorführung wartete drei Minuten auf {what}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/app.py" />
            <source>{error} {name} is used instead.</source>
            <translation>{error} Statt dessen wird {name} benutzt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/commands/models_compare.py" />
            <source>Accept annotations (Q) or give --masks; or try --all.</source>
            <translation>Nehmen Sie Annotationen an (Q) oder geben Sie --masks an; oder versuchen Sie --all.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/commands/models_compare.py" />
            <source>Give the images to compare on: either --images or --pairs</source>
            <translation>Geben Sie die Bilder für den Vergleich an: entweder --images oder --pairs</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/commands/models_compare.py" />
            <source>Give two different models.</source>
            <translation>Geben Sie zwei verschiedene Modelle an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/commands/models_compare.py" />
            <source>None of the {held_out} held-out images (of {total}) has ground truth or an accepted annotation</source>
            <translation>Von den {held_out} zurückgehaltenen Bildern (von {total}) hat keines Ground Truth oder eine angenommene Annotation</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/commands/models_compare.py" />
            <source>The two models are the same file</source>
            <translation>Die beiden Modelle sind dieselbe Datei</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/commands/models_repredict.py" />
            <source>Check the folder.</source>
            <translation>Prüfen Sie den Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/commands/models_repredict.py" />
            <source>There is no image to predict</source>
            <translation>Es gibt kein Bild zum Vorhersagen</translation>
        </message>
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
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Another program saved a mask for this image in the meantime</source>
            <translation>Ein anderes Programm hat inzwischen eine Maske für dieses Bild gespeichert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Cannot make the folder for annotations ({reason})</source>
            <translation>Der Ordner für Annotationen lässt sich nicht anlegen ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Cannot read the mask ({reason})</source>
            <translation>Die Maske ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Change its permissions, or move it away.</source>
            <translation>Ändern Sie die Zugriffsrechte oder verschieben Sie sie.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Choose another place for the annotations of this folder.</source>
            <translation>Wählen Sie einen anderen Ort für die Annotationen dieses Ordners.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Load the image again.</source>
            <translation>Laden Sie das Bild noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Look at the other version before you overwrite it.</source>
            <translation>Sehen Sie sich die andere Fassung an, bevor Sie sie überschreiben.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Move the mask away, or replace it with one of the image's size.</source>
            <translation>Verschieben Sie die Maske oder ersetzen Sie sie durch eine von der Größe des Bildes.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>Save again; the old one is as it was.</source>
            <translation>Speichern Sie noch einmal; die alte ist, wie sie war.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>The mask could not be encoded</source>
            <translation>Die Maske konnte nicht kodiert werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>The mask was changed by another program after it was loaded</source>
            <translation>Die Maske wurde nach dem Laden von einem anderen Programm geändert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/annotation_store.py" />
            <source>The mask was removed or renamed by another program after it was loaded</source>
            <translation>Die Maske wurde nach dem Laden von einem anderen Programm entfernt oder umbenannt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>Download it again from the official place.</source>
            <translation>Laden Sie es noch einmal vom offiziellen Ort.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>Free some space or choose another folder, and start again.</source>
            <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner, und beginnen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>The archive cannot be unpacked ({why})</source>
            <translation>Das Archiv lässt sich nicht auspacken ({why})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>The archive is not used: {why}</source>
            <translation>Das Archiv wird nicht benutzt: {why}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>a file in it has a name that no system should be given</source>
            <translation>eine Datei darin hat einen Namen, den kein System bekommen sollte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>it holds no images</source>
            <translation>es enthält keine Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>it holds two files called {name}</source>
            <translation>es enthält zwei Dateien namens {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/archives.py" />
            <source>unpacked it would be far larger than these archives are</source>
            <translation>ausgepackt wäre es viel größer, als diese Archive sind</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source> (and {count} more such pairs)</source>
            <translation> (und {count} weitere solche Paare)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>Cannot write to the folder ({reason})</source>
            <translation>In den Ordner kann nicht geschrieben werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>Check the spelling.</source>
            <translation>Prüfen Sie die Schreibweise.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>Give a folder for --out.</source>
            <translation>Geben Sie einen Ordner für --out an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>Give another folder for --out, or free space.</source>
            <translation>Geben Sie einen anderen Ordner für --out an oder schaffen Sie Platz.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>JPEG, PNG, TIFF, BMP and WebP files are read; use --recursive to look into inner folders.</source>
            <translation>Gelesen werden Dateien in JPEG, PNG, TIFF, BMP und WebP; --recursive sieht auch in innere Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>Nothing was written. Move it away, or give another folder for --out.</source>
            <translation>Nichts wurde geschrieben. Verschieben Sie die Datei oder geben Sie einen anderen Ordner für --out an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>Nothing was written. Segment them into different folders, or rename one of them.</source>
            <translation>Nichts wurde geschrieben. Segmentieren Sie in verschiedene Ordner oder benennen Sie eines um.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>There is no image in {folders}</source>
            <translation>In {folders} ist kein Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>There is no such file or folder</source>
            <translation>Diese Datei oder diesen Ordner gibt es nicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>This is a file, not a folder</source>
            <translation>Dies ist eine Datei, kein Ordner</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>{first} and {later} would both become {stem}{ending}.png{more}</source>
            <translation>{first} und {later} würden beide zu {stem}{ending}.png{more}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_plan.py" />
            <source>{report} was not written by this program and would be replaced</source>
            <translation>{report} stammt nicht von diesem Programm und würde ersetzt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_work.py" />
            <source>Another program is writing masks there too. Let it end, then start again</source>
            <translation>Ein anderes Programm schreibt dort ebenfalls Masken. Lassen Sie es enden und beginnen Sie dann noch einmal</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_work.py" />
            <source>Not scored. {error}</source>
            <translation>Nicht bewertet. {error}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_work.py" />
            <source>The image could not be segmented ({kind}: {reason}): {file}. Open it to look at it.</source>
            <translation>Das Bild konnte nicht segmentiert werden ({kind}: {reason}): {file}. Öffnen Sie es, um es anzusehen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_work.py" />
            <source>The mask is coded 0/1 and would count as empty: {mask}. Score it with --rescale-01.</source>
            <translation>Die Maske ist mit 0/1 kodiert und würde als leer zählen: {mask}. Mit --rescale-01 wird sie bewertet.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_work.py" />
            <source>The mask was removed meanwhile: {mask}.</source>
            <translation>Die Maske wurde inzwischen entfernt: {mask}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/batch_work.py" />
            <source>There is not enough memory to segment the image: {file}. Close other programs.</source>
            <translation>Für das Segmentieren des Bildes ist nicht genug Speicher da: {file}. Schließen Sie andere Programme.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>Cannot read the rulers ({reason})</source>
            <translation>Die Lineale sind nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>Draw it again.</source>
            <translation>Ziehen Sie die Linie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>Draw it along as much of the ruler as there is: the longer, the more exact.</source>
            <translation>Ziehen Sie sie über so viel vom Lineal, wie zu sehen ist: je länger, desto genauer.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>Move the file away and draw the ruler again, or restore it from a backup.</source>
            <translation>Verschieben Sie die Datei und ziehen Sie das Lineal noch einmal, oder holen Sie sie aus einer Sicherung.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>Read the ruler again.</source>
            <translation>Lesen Sie das Lineal noch einmal ab.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>The file with the rulers is damaged or of another program</source>
            <translation>Die Datei mit den Linealen ist beschädigt oder von einem anderen Programm</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>The folder's ruler was drawn on an image of {width} × {height} pixels.</source>
            <translation>Das Lineal des Ordners wurde auf einem Bild von {width} × {height} Pixeln gezogen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>The length must be more than 0 mm and at most 10 m</source>
            <translation>Die Länge muss mehr als 0 mm und höchstens 10 m betragen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>The line is shorter than {shortest} pixels</source>
            <translation>Die Linie ist kürzer als {shortest} Pixel</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>The line of the ruler is not one</source>
            <translation>Die Linie des Lineals ist keine</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>The rulers were saved by another version of ISIC Desktop</source>
            <translation>Die Lineale wurden von einer anderen Fassung von ISIC Desktop gespeichert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/calibration.py" />
            <source>Update ISIC Desktop.</source>
            <translation>Aktualisieren Sie ISIC Desktop.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/document.py" />
            <source>Segment</source>
            <translation>Segmentieren</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>A network that asks for a login may be in between; open a web page and try again.</source>
            <translation>Vielleicht verlangt ein Netz dazwischen eine Anmeldung; öffnen Sie eine Webseite und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>Check the network and start again: what has come is kept.</source>
            <translation>Prüfen Sie das Netz und beginnen Sie noch einmal: Was angekommen ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>Free some space or choose another folder, and start again: what has come is kept.</source>
            <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner, und beginnen Sie noch einmal: Was angekommen ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>The download cannot be written ({reason})</source>
            <translation>Was ankommt, lässt sich nicht schreiben ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>The server refuses {name} (HTTP {code})</source>
            <translation>Der Server verweigert {name} (HTTP {code})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>The server sent something else than the archive</source>
            <translation>Der Server hat etwas anderes als das Archiv geschickt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>Try again later; what has come is kept.</source>
            <translation>Versuchen Sie es später noch einmal; was angekommen ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/download.py" />
            <source>{server} cannot be reached or breaks off again and again</source>
            <translation>{server} ist nicht erreichbar oder bricht immer wieder ab</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/folder_lock.py" />
            <source>another ISIC Desktop (on {computer}, process {process})</source>
            <translation>einem anderen ISIC Desktop (auf {computer}, Prozess {process})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/folder_lock.py" />
            <source>another program</source>
            <translation>einem anderen Programm</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate.py" />
            <source>No clear difference between {new} and {old}: on {count} images the Jaccard changes by {change} on average, with {confidence} confidence between {low} and {high}. More held-out images would tell more.</source>
            <translation>Kein klarer Unterschied zwischen {new} und {old}: Auf {count} Bildern ändert sich der Jaccard-Index im Mittel um {change}, mit {confidence} Sicherheit zwischen {low} und {high}. Mehr zurückgehaltene Bilder würden mehr sagen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate.py" />
            <source>Too few to tell: there are {count} images that neither model was trained on</source>
            <translation>Zu wenige, um es zu sagen: Auf {count} Bildern wurde keines der Modelle trainiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate.py" />
            <source>Too few to tell: there is 1 image that neither model was trained on</source>
            <translation>Zu wenige, um es zu sagen: Auf 1 Bild wurde keines der Modelle trainiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate.py" />
            <source>{few}, and under {least} chance decides. Accept more annotations and compare again.</source>
            <translation>{few}, und unter {least} entscheidet der Zufall. Nehmen Sie mehr Annotationen an und vergleichen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate.py" />
            <source>{new} is better than {old}: on {count} images its Jaccard changes by {change} on average, with {confidence} confidence between {low} and {high}. It is worse on {losses} of them: look at those before you decide.</source>
            <translation>{new} ist besser als {old}: Auf {count} Bildern ändert sich sein Jaccard-Index im Mittel um {change}, mit {confidence} Sicherheit zwischen {low} und {high}. Auf {losses} davon ist es schlechter: Sehen Sie sich diese an, bevor Sie entscheiden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate.py" />
            <source>{new} is worse than {old}: on {count} images its Jaccard changes by {change} on average, with {confidence} confidence between {low} and {high}. Keep {old}.</source>
            <translation>{new} ist schlechter als {old}: Auf {count} Bildern ändert sich sein Jaccard-Index im Mittel um {change}, mit {confidence} Sicherheit zwischen {low} und {high}. Behalten Sie {old}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_evaluation.py" />
            <source>The image could not be compared ({kind}: {reason}): {image}.</source>
            <translation>Das Bild konnte nicht verglichen werden ({kind}: {reason}): {image}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_images.py" />
            <source>--images and --masks must be given equally often</source>
            <translation>--images und --masks müssen gleich oft angegeben werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_images.py" />
            <source>Check --images.</source>
            <translation>Prüfen Sie --images.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_images.py" />
            <source>There is no image to compare on</source>
            <translation>Es gibt kein Bild zum Vergleichen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>1 held-out image without ground truth or accepted annotation.</source>
            <translation>1 zurückgehaltenes Bild ohne Ground Truth oder angenommene Annotation.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>1 image could not be compared; the list says why.</source>
            <translation>1 Bild konnte nicht verglichen werden; die Liste sagt, warum.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>Left out because a model was trained on them: {count} ({old}: {by_old}, {new}: {by_new}, both: {both}).</source>
            <translation>Ausgelassen, weil ein Modell auf ihnen trainiert wurde: {count} ({old}: {by_old}, {new}: {by_new}, beide: {both}).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>On 1 image the accepted outline is {name}'s own, unchanged: these speak for {name}.</source>
            <translation>Auf 1 Bild ist der angenommene Umriss der von {name} selbst, unverändert: Das spricht für {name}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>On {count} images the accepted outline is {name}'s own, unchanged: these speak for {name}.</source>
            <translation>Auf {count} Bildern ist der angenommene Umriss der von {name} selbst, unverändert: Diese sprechen für {name}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>{count} held-out images without ground truth or accepted annotation.</source>
            <translation>{count} zurückgehaltene Bilder ohne Ground Truth oder angenommene Annotation.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>{count} images could not be compared; the list says why.</source>
            <translation>{count} Bilder konnten nicht verglichen werden; die Liste sagt, warum.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/gate_report.py" />
            <source>{name} does not say what it was trained on: it may have seen these images.</source>
            <translation>{name} sagt nicht, worauf es trainiert wurde: Vielleicht hat es diese Bilder gesehen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/annotation_check.py" />
            <source>It is coded 0/1 instead of 0/255.</source>
            <translation>Sie ist mit 0/1 statt 0/255 kodiert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/annotation_check.py" />
            <source>The image is not called ISIC_ and seven digits.</source>
            <translation>Das Bild heißt nicht ISIC_ und sieben Ziffern.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/annotation_check.py" />
            <source>The mask cannot be repaired</source>
            <translation>Die Maske kann nicht repariert werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/annotation_check.py" />
            <source>The mask was removed meanwhile.</source>
            <translation>Die Maske wurde inzwischen entfernt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/annotation_check.py" />
            <source>{what}.</source>
            <translation>{what}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>A category in it has no id that is a whole number</source>
            <translation>Eine Kategorie darin hat keine ganzzahlige id</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>An annotation has neither run lengths nor polygons</source>
            <translation>Eine Annotation hat weder Lauflängen noch Polygone</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>An annotation in it does not say for which image it is</source>
            <translation>Eine Annotation darin sagt nicht, zu welchem Bild sie gehört</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>An annotation in it has an id that is no whole number</source>
            <translation>Die id einer Annotation darin ist keine ganze Zahl</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>An annotation in it is for the image {image}, which is not in it</source>
            <translation>Eine Annotation darin ist für das Bild {image}, das nicht darin ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>An image in it has no id that is a whole number</source>
            <translation>Ein Bild darin hat keine ganzzahlige id</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>Annotations of other categories were left out.</source>
            <translation>Annotationen anderer Kategorien wurden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>Boxes alone are no masks.</source>
            <translation>Kästen allein sind keine Masken.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>Export it again.</source>
            <translation>Exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>The categories in it are not a list of objects</source>
            <translation>Die Kategorien darin sind keine Liste von Objekten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>There is no annotation for it in the file.</source>
            <translation>In der Datei ist keine Annotation dafür.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>This is not a COCO file: it has no list of annotations</source>
            <translation>Dies ist keine COCO-Datei: Sie hat keine Liste von Annotationen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>This is not a COCO file: it has no list of images</source>
            <translation>Dies ist keine COCO-Datei: Sie hat keine Liste von Bildern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>Two annotations in it have the id {number}</source>
            <translation>Zwei Annotationen darin haben die id {number}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>Two categories in it have the same id</source>
            <translation>Zwei Kategorien darin haben dieselbe id</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>Two images in it have the id {number}</source>
            <translation>Zwei Bilder darin haben die id {number}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>{count} annotations were united.</source>
            <translation>{count} Annotationen wurden vereinigt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/coco_source.py" />
            <source>{what} ({name})</source>
            <translation>{what} ({name})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source> and {count} more files</source>
            <translation> und {count} weitere Dateien</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Choose a folder.</source>
            <translation>Wählen Sie einen Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Choose another folder.</source>
            <translation>Wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Choose another folder; they stay as they are.</source>
            <translation>Wählen Sie einen anderen Ordner; sie bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Make it first.</source>
            <translation>Legen Sie ihn zuerst an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Masks in {out}, beside the images, would be taken for ground truth</source>
            <translation>Masken in {out}, neben den Bildern, würden für Ground Truth gehalten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Name a {ending} file.</source>
            <translation>Nennen Sie eine Datei mit der Endung {ending}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>None of the {count} images has an annotation that was asked for</source>
            <translation>Von den {count} Bildern hat keines eine Annotation, wie sie verlangt war</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Nothing was written. Choose another place, or allow files to be replaced (on a command line: --overwrite).</source>
            <translation>Nichts wurde geschrieben. Wählen Sie einen anderen Ort oder erlauben Sie, Dateien zu ersetzen (auf der Befehlszeile: --overwrite).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>Outline some lesions first, or ask for other states.</source>
            <translation>Umreißen Sie zuerst einige Läsionen oder verlangen Sie andere Zustände.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>The folder for the file is not there</source>
            <translation>Der Ordner für die Datei ist nicht da</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>This is a file, a folder is wanted</source>
            <translation>Dies ist eine Datei, gebraucht wird ein Ordner</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>This is a folder, a file is wanted</source>
            <translation>Dies ist ein Ordner, gebraucht wird eine Datei</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>{first}{more} would be replaced</source>
            <translation>{first}{more} würde ersetzt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>{out} holds the annotations themselves</source>
            <translation>{out} enthält die Annotationen selbst</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/export.py" />
            <source>{out} is called like an image</source>
            <translation>{out} heißt wie ein Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>A submission has no folders, and {other} is in it under the same name</source>
            <translation>Eine Einreichung hat keine Ordner, und {other} ist unter demselben Namen darin</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>The mask has {faults}; ISIC expects one region without holes.</source>
            <translation>Die Maske hat {faults}; ISIC erwartet ein Gebiet ohne Löcher.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>The mask is empty; ISIC expects one lesion.</source>
            <translation>Die Maske ist leer; ISIC erwartet eine Läsion.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>YOLO polygons have no holes: {differing} pixels of {holes} holes were filled, or differ since corners were left out.</source>
            <translation>YOLO-Polygone haben keine Löcher: {differing} Pixel aus {holes} Löchern wurden gefüllt oder weichen ab, da Ecken ausgelassen wurden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>YOLO polygons have no holes: {differing} pixels of {holes} holes were filled.</source>
            <translation>YOLO-Polygone haben keine Löcher: {differing} Pixel aus {holes} Löchern wurden gefüllt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>a hole</source>
            <translation>ein Loch</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>{count} holes</source>
            <translation>{count} Löcher</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>{count} regions</source>
            <translation>{count} Gebiete</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>{differing} pixels differ, since corners were left out.</source>
            <translation>{differing} Pixel weichen ab, da Ecken ausgelassen wurden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/formats.py" />
            <source>{first} and {second}</source>
            <translation>{first} und {second}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>Another image is called {stem} too.</source>
            <translation>Ein anderes Bild heißt auch {stem}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>Its state is {state}.</source>
            <translation>Ihr Zustand ist {state}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>Open the folder again.</source>
            <translation>Öffnen Sie den Ordner noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>Open the image and read it as 0/255, or repair it with `isic-desktop validate`.</source>
            <translation>Öffnen Sie das Bild und lesen Sie sie als 0/255, oder reparieren Sie sie mit `isic-desktop validate`.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>The mask is coded 0/1 instead of 0/255, so it would count as empty</source>
            <translation>Die Maske ist mit 0/1 statt 0/255 kodiert und würde als leer zählen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>The mask was removed meanwhile</source>
            <translation>Die Maske wurde inzwischen entfernt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>There is no annotation yet.</source>
            <translation>Es gibt noch keine Annotation.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>accepted</source>
            <translation>angenommen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>corrected</source>
            <translation>korrigiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>predicted</source>
            <translation>vorhergesagt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/gathering.py" />
            <source>rejected</source>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>A person has worked on this mask; it stays.</source>
            <translation>An dieser Maske hat ein Mensch gearbeitet; sie bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>It was refused.</source>
            <translation>Es wurde abgewiesen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>Rename all but one of them, such as {first}.</source>
            <translation>Benennen Sie alle bis auf eines um, etwa {first}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>There is no image called {name} in the folder</source>
            <translation>Im Ordner ist kein Bild namens {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>There is not enough memory for this mask.</source>
            <translation>Für diese Maske ist nicht genug Speicher da.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>{count} images are called {name}</source>
            <translation>{count} Bilder heißen {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>{other} is for the same image.</source>
            <translation>{other} ist für dasselbe Bild.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/importing.py" />
            <source>{source} names an image outside the folder ('{image}')</source>
            <translation>{source} nennt ein Bild außerhalb des Ordners ('{image}')</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>Check its permissions.</source>
            <translation>Prüfen Sie die Zugriffsrechte.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>Choose another one.</source>
            <translation>Wählen Sie etwas anderes.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>Give a folder of masks, YOLO or labelme files, an ISIC ZIP file, or a COCO JSON file.</source>
            <translation>Geben Sie einen Ordner mit Masken, YOLO- oder labelme-Dateien, eine ISIC-ZIP-Datei oder eine COCO-JSON-Datei an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>Have 0/1 read as 0/255 (--rescale-01).</source>
            <translation>Lassen Sie 0/1 als 0/255 lesen (--rescale-01).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>It holds values other than 0 and 255; what is above 128 was taken.</source>
            <translation>Sie enthält andere Werte als 0 und 255; genommen wurde, was über 128 liegt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>It is a link that leads out of the folder, or to nothing.</source>
            <translation>Es ist eine Verknüpfung, die aus dem Ordner oder ins Leere führt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>It is not a mask file.</source>
            <translation>Es ist keine Maskendatei.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>The folder cannot be read ({reason})</source>
            <translation>Der Ordner ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>There is nothing called {path}</source>
            <translation>Es gibt nichts, was {path} heißt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>{path} is not a file, as {form} needs</source>
            <translation>{path} ist keine Datei, wie {form} sie braucht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>{path} is not a folder, as {form} needs</source>
            <translation>{path} ist kein Ordner, wie {form} ihn braucht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/incoming.py" />
            <source>{path} is nothing that masks can be taken from</source>
            <translation>{path} ist nichts, woraus Masken genommen werden können</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>Choose another name, or allow files to be replaced (on a command line: --overwrite).</source>
            <translation>Wählen Sie einen anderen Namen oder erlauben Sie, Dateien zu ersetzen (auf der Befehlszeile: --overwrite).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>Choose another place; it stays as it is.</source>
            <translation>Wählen Sie einen anderen Ort; dies bleibt, wie es ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>Give one of these.</source>
            <translation>Geben Sie eines davon an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>ISIC wants {name}.</source>
            <translation>ISIC verlangt {name}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It has a hole.</source>
            <translation>Sie hat ein Loch.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It has {holes} holes.</source>
            <translation>Sie hat {holes} Löcher.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It has {regions} regions.</source>
            <translation>Sie hat {regions} Gebiete.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It holds values other than 0 and 255.</source>
            <translation>Sie enthält andere Werte als 0 und 255.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It is damaged.</source>
            <translation>Sie ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It is not an 8-bit PNG with one channel.</source>
            <translation>Sie ist kein 8-Bit-PNG mit einem Kanal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It is {width} × {height} pixels, the image {image_width} × {image_height}.</source>
            <translation>Sie ist {width} × {height} Pixel groß, das Bild {image_width} × {image_height}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>It lies in the folder {folder}.</source>
            <translation>Sie liegt im Ordner {folder}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>Masks are PNG, BMP or TIFF files.</source>
            <translation>Masken sind PNG-, BMP- oder TIFF-Dateien.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>There is no image of that name.</source>
            <translation>Es gibt kein Bild dieses Namens.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>There is no lesion in it.</source>
            <translation>Es ist keine Läsion darin.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>There is no mask in {target}</source>
            <translation>In {target} ist keine Maske</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>There is nothing called {target}</source>
            <translation>Es gibt nichts, was {target} heißt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>{out} is what is being repaired</source>
            <translation>{out} ist das, was repariert wird</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>{out} would be replaced</source>
            <translation>{out} würde ersetzt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>{path} would be replaced</source>
            <translation>{path} würde ersetzt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/isic_check.py" />
            <source>{target} is neither a folder nor a ZIP file</source>
            <translation>{target} ist weder ein Ordner noch eine ZIP-Datei</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>A mask in it has no picture</source>
            <translation>Eine Maske darin hat kein Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>A mask in it is damaged</source>
            <translation>Eine Maske darin ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>A mask in it is of another size than its place</source>
            <translation>Eine Maske darin hat eine andere Größe als ihr Platz</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>A mask in it lies outside the image</source>
            <translation>Eine Maske darin liegt außerhalb des Bildes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>A shape in it is not one</source>
            <translation>Eine Form darin ist keine</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>A shape of the kind '{kind}' has no area</source>
            <translation>Eine Form der Art '{kind}' hat keine Fläche</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>A {kind} in it has not two points</source>
            <translation>Eine Form der Art {kind} darin hat nicht zwei Punkte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>It does not say for which image it is</source>
            <translation>Es ist nicht gesagt, zu welchem Bild sie gehört</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>Outline the lesion with a polygon.</source>
            <translation>Umreißen Sie die Läsion mit einem Polygon.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>Save it again with labelme.</source>
            <translation>Speichern Sie sie noch einmal mit labelme.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>This is not a file of labelme: it has no shapes</source>
            <translation>Dies ist keine Datei von labelme: Sie hat keine Formen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/labelme_source.py" />
            <source>{count} shapes that are not called {label} were left out.</source>
            <translation>{count} Formen, die nicht {label} heißen, wurden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/outlines.py" />
            <source>A polygon has a corner that is not a number</source>
            <translation>Ein Polygon hat eine Ecke, die keine Zahl ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/outlines.py" />
            <source>A polygon has fewer than three corners</source>
            <translation>Ein Polygon hat weniger als drei Ecken</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/outlines.py" />
            <source>A polygon is absurdly long</source>
            <translation>Ein Polygon ist unsinnig lang</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/outlines.py" />
            <source>A polygon lies far outside the image</source>
            <translation>Ein Polygon liegt weit außerhalb des Bildes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/outlines.py" />
            <source>Check that it belongs to this image.</source>
            <translation>Prüfen Sie, ob es zu diesem Bild gehört.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/outlines.py" />
            <source>Export it with fewer corners.</source>
            <translation>Exportieren Sie es mit weniger Ecken.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/run_lengths.py" />
            <source>Export the annotation again.</source>
            <translation>Exportieren Sie die Annotation noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/run_lengths.py" />
            <source>The mask is of another size than its image</source>
            <translation>Die Maske hat eine andere Größe als ihr Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/run_lengths.py" />
            <source>The run lengths are damaged</source>
            <translation>Die Lauflängen sind beschädigt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/run_lengths.py" />
            <source>The run lengths do not add up to the image's size</source>
            <translation>Die Lauflängen ergeben nicht die Größe des Bildes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/tables.py" />
            <source>The ground truth is of another size than the image</source>
            <translation>Der Ground Truth hat eine andere Größe als das Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>'{name}' in the ZIP file is damaged ({what})</source>
            <translation>'{name}' in der ZIP-Datei ist beschädigt ({what})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>A file in the ZIP would unpack to {size} MiB</source>
            <translation>Eine Datei in der ZIP-Datei würde ausgepackt {size} MiB groß</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>A file name in it is not one</source>
            <translation>Ein Dateiname darin ist keiner</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>A name in it leads out of its folder ('{name}')</source>
            <translation>Ein Name darin führt aus seinem Ordner heraus ('{name}')</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>A polygon in it is not a list of coordinates</source>
            <translation>Ein Polygon darin ist keine Liste von Koordinaten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>A polygon in it lies far outside the image</source>
            <translation>Ein Polygon darin liegt weit außerhalb des Bildes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>Check name and drive.</source>
            <translation>Prüfen Sie Namen und Laufwerk.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>Copy or download it again.</source>
            <translation>Kopieren oder laden Sie sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>Export it in parts.</source>
            <translation>Exportieren Sie sie in Teilen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>It tells an absurd image size ({width} × {height})</source>
            <translation>Sie nennt eine unsinnige Bildgröße ({width} × {height})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>It was refused; nothing was written.</source>
            <translation>Sie wurde abgewiesen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The JSON file is larger than {limit} MiB</source>
            <translation>Die JSON-Datei ist größer als {limit} MiB</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The ZIP file cannot be read ({reason})</source>
            <translation>Die ZIP-Datei ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The ZIP file holds '{name}' twice</source>
            <translation>Die ZIP-Datei enthält '{name}' zweimal</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The ZIP file holds a link or device ('{name}')</source>
            <translation>Die ZIP-Datei enthält eine Verknüpfung oder ein Gerät ('{name}')</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The ZIP file holds more than {limit} files</source>
            <translation>Die ZIP-Datei enthält mehr als {limit} Dateien</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The ZIP file is damaged ({reason})</source>
            <translation>Die ZIP-Datei ist beschädigt ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The ZIP file is encrypted</source>
            <translation>Die ZIP-Datei ist verschlüsselt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The ZIP file would unpack to more than {limit} MiB</source>
            <translation>Die ZIP-Datei würde ausgepackt mehr als {limit} MiB groß</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>The file cannot be read ({reason})</source>
            <translation>Die Datei ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>This is not JSON that can be read ({reason})</source>
            <translation>Dies ist kein lesbares JSON ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/untrusted.py" />
            <source>Unpack it, and import the folder.</source>
            <translation>Packen Sie sie aus und importieren Sie den Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/yolo_source.py" />
            <source>Export it again as segmentation polygons.</source>
            <translation>Exportieren Sie es noch einmal als Segmentierungspolygone.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/yolo_source.py" />
            <source>Line {number} has coordinates that are no shares</source>
            <translation>Zeile {number} hat Koordinaten, die keine Anteile sind</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/yolo_source.py" />
            <source>Line {number} holds a box, not a polygon</source>
            <translation>Zeile {number} enthält einen Kasten, kein Polygon</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/yolo_source.py" />
            <source>Line {number} is not a class and a polygon</source>
            <translation>Zeile {number} ist nicht eine Klasse und ein Polygon</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/handover/yolo_source.py" />
            <source>The text file is larger than 64 MiB</source>
            <translation>Die Textdatei ist größer als 64 MiB</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/holdout.py" />
            <source>Give a CSV in UTF-8.</source>
            <translation>Geben Sie eine CSV-Datei in UTF-8 an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/holdout.py" />
            <source>Give a smaller one.</source>
            <translation>Geben Sie eine kleinere an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/holdout.py" />
            <source>It needs a column {images}, and one {lesions}.</source>
            <translation>Sie braucht eine Spalte {images} und eine {lesions}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/holdout.py" />
            <source>The table names no images or no lesions</source>
            <translation>Die Tabelle nennt keine Bilder oder keine Läsionen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/holdout.py" />
            <source>The table of lesions cannot be read</source>
            <translation>Die Tabelle der Läsionen ist nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/holdout.py" />
            <source>The table of lesions is larger than 64 MiB</source>
            <translation>Die Tabelle der Läsionen ist größer als 64 MiB</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/isic2016.py" />
            <source>Delete the folder and download it again.</source>
            <translation>Löschen Sie den Ordner und laden Sie ihn noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/isic2016.py" />
            <source>Free some space or choose a folder on another disk.</source>
            <translation>Schaffen Sie Platz oder wählen Sie einen Ordner auf einer anderen Platte.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/isic2016.py" />
            <source>The folder cannot be made ({reason})</source>
            <translation>Der Ordner lässt sich nicht anlegen ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/isic2016.py" />
            <source>{name}: the mask of {stem} has another size than its image</source>
            <translation>{name}: Die Maske von {stem} hat eine andere Größe als ihr Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/isic2016.py" />
            <source>{name}: {count} images or masks have no partner, the first is {first}</source>
            <translation>{name}: {count} Bilder oder Masken haben kein Gegenstück, zuerst {first}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/isic2016.py" />
            <source>{name}: {stem} cannot be read ({error})</source>
            <translation>{name}: {stem} ist nicht lesbar ({error})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/isic2016.py" />
            <source>{needed} GB are needed and {free} GB are free</source>
            <translation>Gebraucht werden {needed} GB, frei sind {free} GB</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/journal.py" />
            <source>Cannot read the record of unsaved work ({reason})</source>
            <translation>Die Aufzeichnung ungespeicherter Arbeit ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/journal.py" />
            <source>The file was set aside and is kept; nothing else is concerned.</source>
            <translation>Die Datei wurde beiseite gelegt und bleibt; sonst ist nichts betroffen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/journal.py" />
            <source>The record of unsaved work is damaged</source>
            <translation>Die Aufzeichnung ungespeicherter Arbeit ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/journal.py" />
            <source>The record of unsaved work is of a newer version of ISIC Desktop ({error})</source>
            <translation>Die Aufzeichnung ungespeicherter Arbeit stammt von einer neueren Fassung von ISIC Desktop ({error})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/journal.py" />
            <source>The record of unsaved work is too large to be one</source>
            <translation>Die Aufzeichnung ungespeicherter Arbeit ist zu groß, um eine zu sein</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/journal.py" />
            <source>This is no record of unsaved work</source>
            <translation>Dies ist keine Aufzeichnung ungespeicherter Arbeit</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/journal.py" />
            <source>Update ISIC Desktop to recover it. The file was set aside and is kept.</source>
            <translation>Aktualisieren Sie ISIC Desktop, um sie zurückzuholen. Die Datei wurde beiseite gelegt und bleibt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/mask_size.py" />
            <source>Masks must have the image's size; nothing is resized.</source>
            <translation>Masken müssen die Größe des Bildes haben; nichts wird skaliert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/mask_size.py" />
            <source>The mask is {width} × {height} pixels, its image {image_width} × {image_height}</source>
            <translation>Die Maske ist {width} × {height} Pixel groß, ihr Bild {image_width} × {image_height}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>'{name}' comes with the program and cannot be changed</source>
            <translation>'{name}' gehört zum Programm und kann nicht geändert werden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>'{name}' is the model in use, which is never deleted</source>
            <translation>'{name}' ist das benutzte Modell, das nie gelöscht wird</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Cannot read the model file ({reason})</source>
            <translation>Die Modelldatei ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Choose a .safetensors file that was made by this program.</source>
            <translation>Wählen Sie eine .safetensors-Datei, die von diesem Programm stammt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Choose another model file.</source>
            <translation>Wählen Sie eine andere Modelldatei.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Choose another name.</source>
            <translation>Wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Choose another one first.</source>
            <translation>Wählen Sie zuerst ein anderes.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Choose one of your own.</source>
            <translation>Wählen Sie eines Ihrer eigenen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Compare again.</source>
            <translation>Vergleichen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Export to another folder.</source>
            <translation>Exportieren Sie in einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>It was not opened.</source>
            <translation>Es wurde nicht geöffnet.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>Look at the list again.</source>
            <translation>Sehen Sie noch einmal in der Liste nach.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>The file has {size} MiB, and no model of this program has more than {limit}</source>
            <translation>Die Datei hat {size} MiB, und kein Modell dieses Programms hat mehr als {limit}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>The folder is not there</source>
            <translation>Der Ordner ist nicht da</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>The model wants images of {side} pixels a side, which would take gigabytes of memory</source>
            <translation>Das Modell verlangt Bilder von {side} Pixeln je Seite, was Gigabytes an Speicher brauchte</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>The run has another best model by now than the one that was compared</source>
            <translation>Das beste Modell des Trainings ist inzwischen ein anderes als das verglichene</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>There is a model named '{name}' already</source>
            <translation>Es gibt schon ein Modell namens '{name}'</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>There is no model named '{name}'</source>
            <translation>Es gibt kein Modell namens '{name}'</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>This folder holds the program's own models</source>
            <translation>Dieser Ordner enthält die eigenen Modelle des Programms</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>This is a Keras or HDF5 file</source>
            <translation>Dies ist eine Keras- oder HDF5-Datei</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>This is a language model (GGUF)</source>
            <translation>Dies ist ein Sprachmodell (GGUF)</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>This is a pickled model (as PyTorch's .pt and .pth), which can run any code when it is opened</source>
            <translation>Dies ist ein Pickle-Modell (wie .pt und .pth von PyTorch), das beim Öffnen beliebigen Code ausführen kann</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_files.py" />
            <source>This is not a file</source>
            <translation>Dies ist keine Datei</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_names.py" />
            <source>A model's name has at most {most} characters</source>
            <translation>Der Name eines Modells hat höchstens {most} Zeichen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_names.py" />
            <source>A model's name must neither be empty nor begin or end with a space</source>
            <translation>Der Name eines Modells darf weder leer sein noch mit einem Leerzeichen beginnen oder enden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_names.py" />
            <source>The name '{name}' cannot be used: it must not hold / \ : * ? " &lt; &gt; |, nor begin or end with a dot</source>
            <translation>Der Name '{name}' geht nicht: Er darf kein / \ : * ? " &lt; &gt; | enthalten und nicht mit einem Punkt beginnen oder enden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_names.py" />
            <source>The name '{name}' means something else to the computer</source>
            <translation>Der Name '{name}' bedeutet für den Rechner etwas anderes</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>A bundled model has the same name: {path}. Rename the file to use it by name.</source>
            <translation>Ein mitgeliefertes Modell hat denselben Namen: {path}. Benennen Sie die Datei um, um sie beim Namen zu nennen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>Check the path, or use a model by name: {names}.</source>
            <translation>Prüfen Sie den Pfad oder nennen Sie ein Modell beim Namen: {names}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>Choose another one of: {names}.</source>
            <translation>Wählen Sie ein anderes von: {names}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>Choose one of: {names}; or give the path of a {suffix} file.</source>
            <translation>Wählen Sie eines von: {names}; oder geben Sie den Pfad einer {suffix}-Datei an.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>Install the program again, or choose another model with --model.</source>
            <translation>Installieren Sie das Programm neu oder wählen Sie mit --model ein anderes Modell.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>The model chosen in the program, '{name}', is gone</source>
            <translation>Das im Programm gewählte Modell '{name}' ist nicht mehr da</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>The model that comes with the program is missing</source>
            <translation>Das Modell, das zum Programm gehört, fehlt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>There is no model named '{text}'</source>
            <translation>Es gibt kein Modell namens '{text}'</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>There is no such model file</source>
            <translation>Diese Modelldatei gibt es nicht</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/model_registry.py" />
            <source>none installed</source>
            <translation>keines installiert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/opening.py" />
            <source>Reconnect the drive and open it again.</source>
            <translation>Verbinden Sie das Laufwerk wieder und öffnen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/opening.py" />
            <source>The annotation cannot be edited. {error}</source>
            <translation>Die Annotation kann nicht bearbeitet werden. {error}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/opening.py" />
            <source>The ground truth cannot be used. {error}</source>
            <translation>Der Ground Truth kann nicht benutzt werden. {error}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/opening.py" />
            <source>The ground truth is {width} × {height} pixels, the image {image_width} × {image_height}: {path}. No score is given, since nothing is resized to make one.</source>
            <translation>Der Ground Truth ist {width} × {height} Pixel groß, das Bild {image_width} × {image_height}: {path}. Es gibt keinen Wert, da dafür nichts skaliert wird.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/opening.py" />
            <source>The image vanished while it was opened</source>
            <translation>Das Bild verschwand, während es geöffnet wurde</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/opening.py" />
            <source>This ground truth is coded 0/1 and so reads as empty: {path}. It can be read as 0/255.</source>
            <translation>Dieser Ground Truth ist mit 0/1 kodiert und liest sich darum als leer: {path}. Er kann als 0/255 gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/opening.py" />
            <source>This mask is coded 0/1 and so reads as empty: {path}. It can be read as 0/255.</source>
            <translation>Diese Maske ist mit 0/1 kodiert und liest sich darum als leer: {path}. Sie kann als 0/255 gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/recovery.py" />
            <source>It is kept: put the image back, then start ISIC Desktop again.</source>
            <translation>Sie bleibt: Legen Sie das Bild wieder hin und starten Sie ISIC Desktop neu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/recovery.py" />
            <source>It is kept: put the old image back, then start ISIC Desktop again.</source>
            <translation>Sie bleibt: Legen Sie das alte Bild wieder hin und starten Sie ISIC Desktop neu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/recovery.py" />
            <source>It is now {path}.</source>
            <translation>Sie ist jetzt {path}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/recovery.py" />
            <source>The end of the record of {name} is damaged; what came before is back. It is kept: {path}.</source>
            <translation>Das Ende der Aufzeichnung von {name} ist beschädigt; was davor kam, ist wieder da. Sie bleibt: {path}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/recovery.py" />
            <source>There is no unsaved work in the file any more</source>
            <translation>In der Datei ist keine ungespeicherte Arbeit mehr</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/recovery.py" />
            <source>Unsaved work cannot be brought back, since its image cannot be read</source>
            <translation>Ungespeicherte Arbeit kann nicht zurückgeholt werden, da ihr Bild nicht lesbar ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/recovery.py" />
            <source>Unsaved work cannot be brought back, since its image is another picture now</source>
            <translation>Ungespeicherte Arbeit kann nicht zurückgeholt werden, da ihr Bild jetzt ein anderes ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/repredict.py" />
            <source>The folder is open in {holder}, which alone may write there: {place}. Close it there, and try again.</source>
            <translation>Der Ordner ist offen in {holder}, das dort allein schreiben darf: {place}. Schließen Sie ihn dort und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>Memory ran out: close other programs, or take a smaller input size or batch. {kept}</source>
            <translation>Der Speicher ging aus: Schließen Sie andere Programme oder nehmen Sie eine kleinere Eingabe oder einen kleineren Stapel. {kept}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>No epoch was finished.</source>
            <translation>Keine Epoche wurde fertig.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>The disk is full: free some space, then resume. {kept}</source>
            <translation>Die Platte ist voll: Schaffen Sie Platz und setzen Sie dann fort. {kept}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>The last finished epoch is kept.</source>
            <translation>Die letzte fertige Epoche ist erhalten.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>The run's folder is gone: {run}. What was trained went with it. If it lay on a drive that was taken away, put the drive back and resume.</source>
            <translation>Der Ordner des Laufs ist weg: {run}. Was trainiert war, ging mit ihm. Lag er auf einem Laufwerk, das entfernt wurde, verbinden Sie es wieder und setzen Sie fort.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>The training could not start: {reason}</source>
            <translation>Das Training konnte nicht beginnen: {reason}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>The training ended with an error: {reason} {kept}</source>
            <translation>Das Training endete mit einem Fehler: {reason} {kept}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>The training failed.</source>
            <translation>Das Training ist gescheitert.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/run_following.py" />
            <source>The training was ended from outside, or the system took its memory. {kept}</source>
            <translation>Das Training wurde von außen beendet, oder das System nahm ihm den Speicher. {kept}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/runs.py" />
            <source>Delete the folder by hand.</source>
            <translation>Löschen Sie den Ordner von Hand.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/runs.py" />
            <source>It ended before it began to train.</source>
            <translation>Er endete, bevor er zu trainieren begann.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/runs.py" />
            <source>Its figures are damaged.</source>
            <translation>Seine Zahlen sind beschädigt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/runs.py" />
            <source>Its folder is gone.</source>
            <translation>Sein Ordner ist weg.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/runs.py" />
            <source>Its settings are damaged.</source>
            <translation>Seine Einstellungen sind beschädigt.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/runs.py" />
            <source>The run cannot be deleted ({reason})</source>
            <translation>Der Lauf kann nicht gelöscht werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/samples.py" />
            <source>Cannot write the sample images ({reason})</source>
            <translation>Die Beispielbilder können nicht geschrieben werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/samples.py" />
            <source>Choose another folder, or free some space.</source>
            <translation>Wählen Sie einen anderen Ordner oder schaffen Sie Platz.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/samples.py" />
            <source>Install the program again.</source>
            <translation>Installieren Sie das Programm neu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/samples.py" />
            <source>The sample images are missing</source>
            <translation>Die Beispielbilder fehlen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/scoring.py" />
            <source>Masks are PNG, BMP or TIFF files; check the folder.</source>
            <translation>Masken sind PNG-, BMP- oder TIFF-Dateien; prüfen Sie den Ordner.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/scoring.py" />
            <source>Move one of them away.</source>
            <translation>Verschieben Sie eine davon.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/scoring.py" />
            <source>There is no mask in this folder</source>
            <translation>In diesem Ordner ist keine Maske</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/scoring.py" />
            <source>Two masks have the id '{name}': {first} and {second}</source>
            <translation>Zwei Masken haben die id '{name}': {first} und {second}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/scoring.py" />
            <source>Use --rescale-01 to read such masks as 0/255.</source>
            <translation>Mit --rescale-01 werden solche Masken als 0/255 gelesen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/settings.py" />
            <source>Cannot make the folder for settings ({reason})</source>
            <translation>Der Ordner für Einstellungen lässt sich nicht anlegen ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/settings.py" />
            <source>Cannot read the settings ({reason}): {path}. The usual ones are used for now.</source>
            <translation>Die Einstellungen sind nicht lesbar ({reason}): {path}. Benutzt werden vorerst die üblichen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/settings.py" />
            <source>Set ISIC_DESKTOP_HOME to a folder you may write to.</source>
            <translation>Setzen Sie ISIC_DESKTOP_HOME auf einen Ordner, in den Sie schreiben dürfen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/settings.py" />
            <source>The settings are damaged and cannot be moved away ({reason}): {path}. The usual ones are used.</source>
            <translation>Die Einstellungen sind beschädigt und lassen sich nicht verschieben ({reason}): {path}. Benutzt werden die üblichen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/settings.py" />
            <source>The settings were damaged and set aside as {path}; the usual ones are used.</source>
            <translation>Die Einstellungen waren beschädigt und wurden als {path} beiseite gelegt; benutzt werden die üblichen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>64 lower-case hexadecimal digits</source>
            <translation>64 hexadezimale Ziffern in Kleinbuchstaben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>Cannot read the annotation's JSON file ({reason})</source>
            <translation>Die JSON-Datei der Annotation ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>Cannot read the image ({reason})</source>
            <translation>Das Bild ist nicht lesbar ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>Check the drive, then open the folder again.</source>
            <translation>Prüfen Sie das Laufwerk und öffnen Sie dann den Ordner noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>Move the file away (the mask beside it stays and counts as a person's), or restore it from a backup.</source>
            <translation>Verschieben Sie die Datei (die Maske daneben bleibt und zählt als die eines Menschen) oder holen Sie sie aus einer Sicherung.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>The annotation was saved by a newer version of ISIC Desktop (format {version}, known is {known})</source>
            <translation>Die Annotation wurde von einer neueren Fassung von ISIC Desktop gespeichert (Format {version}, bekannt ist {known})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>The annotation's JSON file is damaged</source>
            <translation>Die JSON-Datei der Annotation ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>The annotation's JSON file is larger than 1 MiB</source>
            <translation>Die JSON-Datei der Annotation ist größer als 1 MiB</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>The annotation's JSON file is not valid: '{within}{key}' must be {expected}</source>
            <translation>Die JSON-Datei der Annotation ist nicht gültig: '{within}{key}' muss sein: {expected}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>This JSON file was not written by ISIC Desktop</source>
            <translation>Diese JSON-Datei stammt nicht von ISIC Desktop</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>Unknown format version in '{key}'</source>
            <translation>Unbekannte Formatversion in '{key}'</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>Update ISIC Desktop to open it.</source>
            <translation>Aktualisieren Sie ISIC Desktop, um sie zu öffnen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>a list of texts</source>
            <translation>eine Liste von Texten</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>a number of at least {low}</source>
            <translation>eine Zahl von mindestens {low}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>a number of at least {low} and at most {high}</source>
            <translation>eine Zahl von mindestens {low} und höchstens {high}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>a time like 2026-01-31T12:00:00Z</source>
            <translation>eine Zeit wie 2026-01-31T12:00:00Z</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>a whole number from {low} to {high}</source>
            <translation>eine ganze Zahl von {low} bis {high}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>a {kinds}</source>
            <translation>{kinds}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>list</source>
            <translation>Liste</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>number</source>
            <translation>Zahl</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>object</source>
            <translation>Objekt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>one of {choices}</source>
            <translation>eines von {choices}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>present</source>
            <translation>vorhanden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>text</source>
            <translation>Text</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>whole number</source>
            <translation>ganze Zahl</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/sidecar.py" />
            <source>{first} or {second}</source>
            <translation>{first} oder {second}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Accept annotations (Q), or add a set with ground truth.</source>
            <translation>Nehmen Sie Annotationen an (Q) oder fügen Sie einen Satz mit Ground Truth hinzu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Accept more annotations (Q).</source>
            <translation>Nehmen Sie mehr Annotationen an (Q).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>All masks are empty: there is no lesion to learn from. Choose images with outlined lesions.</source>
            <translation>Alle Masken sind leer: Es gibt keine Läsion, aus der zu lernen wäre. Wählen Sie Bilder mit umrissenen Läsionen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Cannot be read: left out</source>
            <translation>Nicht lesbar: ausgelassen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Check the images again.</source>
            <translation>Prüfen Sie die Bilder noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Images that look alike: kept on one side of the split</source>
            <translation>Bilder, die sich gleichen: bleiben auf einer Seite der Aufteilung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Mask coded 0/1: read as what it means</source>
            <translation>Maske mit 0/1 kodiert: so gelesen, wie sie gemeint ist</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Mask covers the whole image</source>
            <translation>Maske bedeckt das ganze Bild</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Mask of another size than its image: left out</source>
            <translation>Maske von anderer Größe als ihr Bild: ausgelassen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Mask with values besides 0 and 255</source>
            <translation>Maske mit Werten außer 0 und 255</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>Mask without any lesion</source>
            <translation>Maske ohne Läsion</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>The analysis of the images cannot be read</source>
            <translation>Die Prüfung der Bilder ist nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>The same image twice: kept on one side of the split</source>
            <translation>Zweimal dasselbe Bild: bleibt auf einer Seite der Aufteilung</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>There is no image to train on.</source>
            <translation>Es gibt kein Bild zum Trainieren.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>There is one image to train on, and it takes at least two.</source>
            <translation>Es gibt ein Bild zum Trainieren, und nötig sind mindestens zwei.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>{count} images are few: expect the model to learn them by heart. Adding a set with ground truth helps.</source>
            <translation>{count} Bilder sind wenige: Das Modell wird sie wohl auswendig lernen. Ein zusätzlicher Satz mit Ground Truth hilft.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_check.py" />
            <source>{count} more are held out to compare models on.</source>
            <translation>{count} weitere sind zurückgehalten, um Modelle darauf zu vergleichen.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_data.py" />
            <source>No image in {images} has a mask in {masks}.</source>
            <translation>Kein Bild in {images} hat eine Maske in {masks}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_estimate.py" />
            <source>Start the training all the same, or try again.</source>
            <translation>Beginnen Sie das Training trotzdem oder versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_estimate.py" />
            <source>The probe gave no figures</source>
            <translation>Die Probe ergab keine Zahlen</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_plan.py" />
            <source>Free some space, or set ISIC_DESKTOP_HOME elsewhere.</source>
            <translation>Schaffen Sie Platz oder setzen Sie ISIC_DESKTOP_HOME auf einen anderen Ort.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_plan.py" />
            <source>How this run was started is not known here</source>
            <translation>Wie dieser Lauf begonnen wurde, ist hier nicht bekannt</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_plan.py" />
            <source>Resume it where it was started, with --resume.</source>
            <translation>Setzen Sie ihn dort fort, wo er begonnen wurde, mit --resume.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/core/training_plan.py" />
            <source>The folder of runs cannot be used ({reason})</source>
            <translation>Der Ordner der Läufe kann nicht benutzt werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/batch_job.py" />
            <source>Close it there, then start again.</source>
            <translation>Schließen Sie ihn dort und beginnen Sie dann noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/batch_job.py" />
            <source>{place} is in use by {holder}</source>
            <translation>{place} ist offen in {holder}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/child_events.py" />
            <source>The command ended early ({how}).</source>
            <translation>Der Befehl endete vorzeitig ({how}).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/child_events.py" />
            <source>The command told more than can be read in one line; it was ended.</source>
            <translation>Der Befehl sagte mehr, als in einer Zeile lesbar ist; er wurde beendet.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/child_events.py" />
            <source>The command told more than can be taken in; it was ended.</source>
            <translation>Der Befehl sagte mehr, als aufgenommen werden kann; er wurde beendet.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/child_events.py" />
            <source>The program could not be started again; install it anew.</source>
            <translation>Das Programm konnte nicht noch einmal gestartet werden; installieren Sie es neu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/child_events.py" />
            <source>code {code}</source>
            <translation>Code {code}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/child_events.py" />
            <source>it was killed, perhaps for lack of memory</source>
            <translation>er wurde beendet, vielleicht aus Mangel an Speicher</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/child_job.py" />
            <source>The command ended without a word (code {code}).</source>
            <translation>Der Befehl endete ohne ein Wort (Code {code}).</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/gate.py" />
            <source>The comparison cannot be read ({kind}: {error}). Compare again.</source>
            <translation>Der Vergleich ist nicht lesbar ({kind}: {error}). Vergleichen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/gate.py" />
            <source>The comparison ended without a verdict. Compare again.</source>
            <translation>Der Vergleich endete ohne Urteil. Vergleichen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/handover.py" />
            <source>Choose what it is.</source>
            <translation>Wählen Sie, was es ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/handover.py" />
            <source>Close it there first.</source>
            <translation>Schließen Sie ihn zuerst dort.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/handover.py" />
            <source>The folder is open in {holder}</source>
            <translation>Der Ordner ist offen in {holder}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/handover.py" />
            <source>There is no mask of this kind in {source}</source>
            <translation>In {source} ist keine Maske dieser Art</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/image_reader.py" />
            <source>This folder is open in {holder}. Here it can be looked at; it can be edited as soon as the other one closes it.</source>
            <translation>Dieser Ordner ist offen in {holder}. Hier kann er angesehen werden; bearbeitet werden kann er, sobald er dort geschlossen ist.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/job_thread.py" />
            <source>Something unexpected went wrong ({kind}: {error}). The log has the details.</source>
            <translation>Etwas Unerwartetes ging schief ({kind}: {error}). Das Protokoll weiß Näheres.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/job_thread.py" />
            <source>There is not enough memory for this. Close other programs, and try again.</source>
            <translation>Dafür ist nicht genug Speicher da. Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/recovery.py" />
            <source>Unsaved work could not be brought back; it is kept. {error}</source>
            <translation>Ungespeicherte Arbeit konnte nicht zurückgeholt werden; sie bleibt. {error}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/recovery.py" />
            <source>Unsaved work on {name} is kept: {holder} works in its folder now.</source>
            <translation>Ungespeicherte Arbeit an {name} bleibt: Ihr Ordner ist jetzt offen in {holder}.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/repredicting.py" />
            <source>It ended before all images were done. Begin again: it goes on where it stood.</source>
            <translation>Es endete, bevor alle Bilder fertig waren. Beginnen Sie noch einmal: Es geht weiter, wo es stand.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/repredicting.py" />
            <source>What the process told cannot be read ({kind}: {error}). Begin again.</source>
            <translation>Was der Prozess sagte, ist nicht lesbar ({kind}: {error}). Beginnen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/run_listing.py" />
            <source>The comparison cannot be read</source>
            <translation>Der Vergleich ist nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/segmentation.py" />
            <source>Choose another one under Models.</source>
            <translation>Wählen Sie unter Modelle ein anderes.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/segmentation.py" />
            <source>If that was meant, choose it again under Models.</source>
            <translation>War das gewollt, wählen Sie es unter Modelle noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/segmentation.py" />
            <source>The file of the model in use, '{name}', is gone</source>
            <translation>Die Datei des benutzten Modells '{name}' ist nicht mehr da</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/segmentation.py" />
            <source>The file of the model in use, '{name}', was replaced by another model, which nobody compared</source>
            <translation>Die Datei des benutzten Modells '{name}' wurde durch ein anderes Modell ersetzt, das niemand verglichen hat</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/segmentation.py" />
            <source>{error} The CPU is used instead.</source>
            <translation>{error} Statt dessen wird die CPU benutzt.</translation>
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
            <location filename="../../isic_desktop/services/session.py" />
            <source>The image has another size than its annotation that is not saved yet. Put the old image back.</source>
            <translation>Das Bild hat eine andere Größe als seine Annotation, die noch nicht gespeichert ist. Legen Sie das alte Bild wieder hin.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/training.py" />
            <source>A training is under way. Wait for its end, or stop it early.</source>
            <translation>Ein Training läuft. Warten Sie, bis es endet, oder beenden Sie es früher.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/training.py" />
            <source>Free some memory and disk space, or install the program anew.</source>
            <translation>Schaffen Sie Speicher und Platz auf der Platte oder installieren Sie das Programm neu.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/training.py" />
            <source>Remove the folder by hand, then try again.</source>
            <translation>Entfernen Sie den Ordner von Hand und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/training.py" />
            <source>The training could not be started ({reason})</source>
            <translation>Das Training konnte nicht gestartet werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/training.py" />
            <source>What is left of the run cannot be removed ({reason})</source>
            <translation>Was vom Lauf übrig ist, kann nicht entfernt werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/training_preparation.py" />
            <source>Free some space on the disk.</source>
            <translation>Schaffen Sie Platz auf der Platte.</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/services/training_preparation.py" />
            <source>The folder for temporary files cannot be used ({reason})</source>
            <translation>Der Ordner für vorübergehende Dateien kann nicht benutzt werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/about_dialog.py" />
            <source>All parts in short</source>
            <translation>Alle Teile in Kürze</translation>
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
            <source>Part of the program</source>
            <translation>Teil des Programms</translation>
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
            <source>Your work is being saved; images not on the disk yet: {count}. Strokes are in the journal.</source>
            <translation>Ihre Arbeit wird gespeichert; Bilder, die noch nicht auf der Platte sind: {count}. Striche sind im Journal.</translation>
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
            <source>The model {name} cannot be used, or is not the one that was compared any more. Compare again.</source>
            <translation>Das Modell {name} ist nicht verwendbar oder nicht mehr das, das verglichen wurde. Vergleichen Sie noch einmal.</translation>
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
            <source>For the images of the folder “{folder}”. A mask belongs to the image of its name, and must have its size.</source>
            <translation>Für die Bilder des Ordners „{folder}“. Eine Maske gehört zum Bild ihres Namens und muss dessen Größe haben.</translation>
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
            <translation>Automatisch erkennen</translation>
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
            <location filename="../../isic_desktop/views/notifier.py" />
            <source>The training {name} has ended.</source>
            <translation>Das Training {name} ist zu Ende.</translation>
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
            <source>Yellow, pink and cyan stay apart for every kind of colour blindness, the others for red-green blindness; each line also has a pattern of its own.</source>
            <translation>Gelb, Pink und Cyan bleiben bei jeder Art von Farbenblindheit unterscheidbar, die anderen bei Rot-Grün-Blindheit; jede Linie hat auch ein eigenes Muster.</translation>
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
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Choose another place…</source>
            <translation>Anderen Ort wählen…</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Load the other one</source>
            <translation>Die andere laden</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Not saved yet</source>
            <translation>Noch nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Not saved: {count} images</source>
            <translation>Nicht gespeichert: {count} Bilder</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Not saved: {name}</source>
            <translation>Nicht gespeichert: {name}</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Nothing to save</source>
            <translation>Nichts zu speichern</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Overwrite it with mine</source>
            <translation>Mit meiner überschreiben</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Saved ✓</source>
            <translation>Gespeichert ✓</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>Saving …</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/savebench.py" />
            <source>The annotation of {name} is not saved; it is kept here. {why}</source>
            <translation>Die Annotation von {name} ist nicht gespeichert; sie wird hier behalten. {why}</translation>
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
            <source>Gallery</source>
            <translation>Galerie</translation>
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
            <source>Training</source>
            <translation>Training</translation>
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
            <source>Binary cross-entropy and Jaccard</source>
            <translation>Binäre Kreuzentropie und Jaccard</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/training_regime_page.py" />
            <source>Binary cross-entropy and Lovász hinge</source>
            <translation>Binäre Kreuzentropie und Lovász-Hinge</translation>
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
            <source>Listing the folder …</source>
            <translation>Der Ordner wird gelesen …</translation>
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Masks of {folder} are saved to {place} from now on. Those saved before stay where they are.</source>
            <translation>Masken von {folder} werden von jetzt an nach {place} gespeichert. Früher gespeicherte bleiben, wo sie sind.</translation>
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
            <source>Read it as 0/255</source>
            <translation>Als 0/255 lesen</translation>
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
        <message>
            <location filename="../../model_train/analysis.py" />
            <source>There is no image to analyse</source>
            <translation>Es gibt kein Bild zum Prüfen</translation>
        </message>
        <message>
            <location filename="../../model_train/analysis.py" />
            <source>{left} and {right} ({bits} of 64 bits differ)</source>
            <translation>{left} und {right} ({bits} von 64 Bit verschieden)</translation>
        </message>
        <message>
            <location filename="../../model_train/analysis.py" />
            <source>{name} is {same}</source>
            <translation>{name} ist {same}</translation>
        </message>
        <message>
            <location filename="../../model_train/analysis.py" />
            <source>{name}: {what}</source>
            <translation>{name}: {what}</translation>
        </message>
        <message>
            <location filename="../../model_train/analysis.py" />
            <source>{name}: {width}×{height}, its image {image_width}×{image_height}</source>
            <translation>{name}: {width}×{height}, ihr Bild {image_width}×{image_height}</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>Cannot write the file ({reason})</source>
            <translation>Die Datei lässt sich nicht schreiben ({reason})</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>Check the drive, or save to another folder</source>
            <translation>Prüfen Sie das Laufwerk oder speichern Sie in einen anderen Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>The disk is full: free some space, or save to another folder</source>
            <translation>Die Platte ist voll: Schaffen Sie Platz oder speichern Sie in einen anderen Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>The drive is read-only: save to another folder</source>
            <translation>Das Laufwerk ist schreibgeschützt: Speichern Sie in einen anderen Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>The file would be larger than allowed: save to another folder</source>
            <translation>Die Datei würde größer als erlaubt: Speichern Sie in einen anderen Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>The folder is gone: reconnect the drive, or save to another folder</source>
            <translation>Der Ordner ist weg: Verbinden Sie das Laufwerk wieder oder speichern Sie in einen anderen Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>The name is too long for this drive: shorten the file name</source>
            <translation>Der Name ist zu lang für dieses Laufwerk: Kürzen Sie den Dateinamen</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>You may not write there: save to another folder, or change its permissions</source>
            <translation>Sie dürfen dort nicht schreiben: Speichern Sie in einen anderen Ordner oder ändern Sie die Zugriffsrechte</translation>
        </message>
        <message>
            <location filename="../../model_train/atomic.py" />
            <source>Your disk quota is used up: free some space, or save to another folder</source>
            <translation>Ihr Platz auf der Platte ist aufgebraucht: Schaffen Sie Platz oder speichern Sie in einen anderen Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/augment.py" />
            <source>Unknown augmentation {name}</source>
            <translation>Unbekannte Augmentierung {name}</translation>
        </message>
        <message>
            <location filename="../../model_train/boundary.py" />
            <source>The mask is {size} pixels, the ground truth {truth_size}</source>
            <translation>Die Maske ist {size} Pixel groß, der Ground Truth {truth_size}</translation>
        </message>
        <message>
            <location filename="../../model_train/boundary.py" />
            <source>Use the ground truth that belongs to this image, at the image's own size</source>
            <translation>Nehmen Sie den Ground Truth, der zu diesem Bild gehört, in der Größe des Bildes</translation>
        </message>
        <message>
            <location filename="../../model_train/calibration.py" />
            <source>A calibration needs at least {least} outlined images, not {count}</source>
            <translation>Eine Kalibrierung braucht mindestens {least} umrissene Bilder, nicht {count}</translation>
        </message>
        <message>
            <location filename="../../model_train/calibration.py" />
            <source>Give more images with ground truth.</source>
            <translation>Geben Sie mehr Bilder mit Ground Truth.</translation>
        </message>
        <message>
            <location filename="../../model_train/calibration.py" />
            <source>The model was replaced while it was calibrated</source>
            <translation>Das Modell wurde ersetzt, während es kalibriert wurde</translation>
        </message>
        <message>
            <location filename="../../model_train/calibration.py" />
            <source>Try again.</source>
            <translation>Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint.py" />
            <source>Choose another model file, or train one again.</source>
            <translation>Wählen Sie eine andere Modelldatei oder trainieren Sie noch einmal eine.</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint.py" />
            <source>The model file holds weights that are not numbers ({name})</source>
            <translation>Die Modelldatei enthält Gewichte, die keine Zahlen sind ({name})</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint.py" />
            <source>The model file is damaged</source>
            <translation>Die Modelldatei ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint.py" />
            <source>The model's answers are not numbers</source>
            <translation>Die Antworten des Modells sind keine Zahlen</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint.py" />
            <source>The weights in the model file do not fit the network it describes</source>
            <translation>Die Gewichte in der Modelldatei passen nicht zu dem Netz, das sie beschreibt</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>Choose a model file made by this program; for encoder weights alone use --encoder-weights.</source>
            <translation>Wählen Sie eine Modelldatei dieses Programms; für Gewichte des Encoders allein gibt es --encoder-weights.</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>The file holds tensors, but not a model of this program</source>
            <translation>Die Datei enthält Tensoren, aber kein Modell dieses Programms</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>The model file has format version {version}, this program reads version {known}</source>
            <translation>Die Modelldatei hat die Formatversion {version}, dieses Programm liest Version {known}</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>The model file holds another network ({what})</source>
            <translation>Die Modelldatei enthält ein anderes Netz ({what})</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>The model file is damaged or not a model ({why})</source>
            <translation>Die Modelldatei ist beschädigt oder kein Modell ({why})</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>Update the program, or choose another model file.</source>
            <translation>Aktualisieren Sie das Programm oder wählen Sie eine andere Modelldatei.</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>field {key} is missing or unknown</source>
            <translation>Feld {key} fehlt oder ist unbekannt</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>it does not begin with a safetensors header</source>
            <translation>sie beginnt nicht mit einem safetensors-Kopf</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>it is larger than {limit} MiB</source>
            <translation>sie ist größer als {limit} MiB</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>it lists {count} tensors</source>
            <translation>sie führt {count} Tensoren auf</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>it should hold {end} bytes of weights and has {available_bytes}</source>
            <translation>sie sollte {end} Bytes an Gewichten enthalten und hat {available_bytes}</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>quality: {error}</source>
            <translation>quality: {error}</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>shape or place of tensor {name} is malformed</source>
            <translation>Form oder Platz des Tensors {name} ist fehlerhaft</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>std must be positive</source>
            <translation>std muss positiv sein</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>tensors overlap or leave gaps</source>
            <translation>Tensoren überlappen sich oder lassen Lücken</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the entry of tensor {name} is malformed</source>
            <translation>der Eintrag des Tensors {name} ist fehlerhaft</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the header is not JSON</source>
            <translation>der Kopf ist kein JSON</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the header is not a JSON object</source>
            <translation>der Kopf ist kein JSON-Objekt</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the header is not text</source>
            <translation>der Kopf ist kein Text</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the header is not valid JSON</source>
            <translation>der Kopf ist kein gültiges JSON</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the input size is not a sensible multiple of 32</source>
            <translation>die Größe der Eingabe ist kein vernünftiges Vielfaches von 32</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the regime is unknown</source>
            <translation>das Regime ist unbekannt</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the threshold does not lie between 0 and 1</source>
            <translation>die Schwelle liegt nicht zwischen 0 und 1</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>the training hashes are not 16 hexadecimal digits each</source>
            <translation>die Hashes der Trainingsbilder haben nicht je 16 hexadezimale Ziffern</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>type or length of tensor {name} is wrong</source>
            <translation>Art oder Länge des Tensors {name} ist falsch</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>{name} is not a short text</source>
            <translation>{name} ist kein kurzer Text</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>{name} is not an object</source>
            <translation>{name} ist kein Objekt</translation>
        </message>
        <message>
            <location filename="../../model_train/checkpoint_header.py" />
            <source>{name} is not three numbers</source>
            <translation>{name} ist nicht drei Zahlen</translation>
        </message>
        <message>
            <location filename="../../model_train/comparison.py" />
            <source>Compare runs with at least one finished epoch.</source>
            <translation>Vergleichen Sie Läufe mit mindestens einer fertigen Epoche.</translation>
        </message>
        <message>
            <location filename="../../model_train/comparison.py" />
            <source>Comparing takes two or more run folders with different names</source>
            <translation>Ein Vergleich braucht zwei oder mehr Ordner von Läufen mit verschiedenen Namen</translation>
        </message>
        <message>
            <location filename="../../model_train/comparison.py" />
            <source>The run {name} has no finished epoch with all figures</source>
            <translation>Der Lauf {name} hat keine fertige Epoche mit allen Zahlen</translation>
        </message>
        <message>
            <location filename="../../model_train/comparison.py" />
            <source>The run's scores per image cannot be read</source>
            <translation>Die Werte des Laufs je Bild sind nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source> (and {count} more)</source>
            <translation> (und {count} weitere)</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>A mask has no image</source>
            <translation>Eine Maske hat kein Bild</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>A part of this image's name is no text, so no table can hold it</source>
            <translation>Ein Teil des Namens dieses Bildes ist kein Text, sodass keine Tabelle ihn aufnehmen kann</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Add what is missing, or take the file out; `analyse` lists all.</source>
            <translation>Ergänzen Sie, was fehlt, oder nehmen Sie die Datei heraus; `analyse` nennt alle.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>An image has no mask</source>
            <translation>Ein Bild hat keine Maske</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Check --images and --masks: masks are called like their image, with _Segmentation.png.</source>
            <translation>Prüfen Sie --images und --masks: Masken heißen wie ihr Bild, mit _Segmentation.png.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Correct that line, or leave both of its cells empty.</source>
            <translation>Berichtigen Sie diese Zeile, oder lassen Sie ihre beiden Zellen leer.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Give a CSV file in UTF-8.</source>
            <translation>Geben Sie eine CSV-Datei in UTF-8 an.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Give each image a name of its own.</source>
            <translation>Geben Sie jedem Bild einen eigenen Namen.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Give the image its own mask, or take the pair out.</source>
            <translation>Geben Sie dem Bild seine eigene Maske oder nehmen Sie das Paar heraus.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>It needs id, {columns}.</source>
            <translation>Sie braucht id, {columns}.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>No image with a mask was found</source>
            <translation>Es wurde kein Bild mit einer Maske gefunden</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Rename the image, and its mask with it.</source>
            <translation>Benennen Sie das Bild um, und seine Maske mit ihm.</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>The mask is {width}×{height} and its image {image_width}×{image_height}</source>
            <translation>Die Maske ist {width}×{height} und ihr Bild {image_width}×{image_height}</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>The size of {name} is not two positive numbers</source>
            <translation>Die Größe von {name} besteht nicht aus zwei positiven Zahlen</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>The table cannot be read</source>
            <translation>Die Tabelle ist nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>The table has no column {column}</source>
            <translation>Die Tabelle hat keine Spalte {column}</translation>
        </message>
        <message>
            <location filename="../../model_train/dataset.py" />
            <source>Two images are called {name}</source>
            <translation>Zwei Bilder heißen {name}</translation>
        </message>
        <message>
            <location filename="../../model_train/distributed.py" />
            <source>Another process of this training died or cannot be reached</source>
            <translation>Ein anderer Prozess dieses Trainings ist tot oder nicht erreichbar</translation>
        </message>
        <message>
            <location filename="../../model_train/distributed.py" />
            <source>Look at its output, then run the same command with --resume: the last finished epoch is kept.</source>
            <translation>Sehen Sie sich seine Ausgabe an und führen Sie denselben Befehl mit --resume aus: Die letzte fertige Epoche ist erhalten.</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>Copy it again, or give another with --encoder-weights.</source>
            <translation>Kopieren Sie sie noch einmal oder geben Sie mit --encoder-weights eine andere an.</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>Delete it, to have it downloaded, or copy it again.</source>
            <translation>Löschen Sie sie, damit sie heruntergeladen wird, oder kopieren Sie sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>Encoder weights are read from safetensors files, not from PyTorch's own</source>
            <translation>Gewichte des Encoders werden aus safetensors-Dateien gelesen, nicht aus denen von PyTorch selbst</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>Fetch {url} and put it at {place}; or give the weights as --encoder-weights FILE, start from a model with --init FILE (the bundled one will do), or train from nothing with --encoder-weights none.</source>
            <translation>Holen Sie {url} und legen Sie die Datei nach {place}; oder geben Sie die Gewichte mit --encoder-weights DATEI an, beginnen Sie von einem Modell mit --init DATEI (das mitgelieferte genügt), oder trainieren Sie mit --encoder-weights none von nichts an.</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>Give a safetensors file with --encoder-weights, or imagenet, or none.</source>
            <translation>Geben Sie mit --encoder-weights eine safetensors-Datei an, oder imagenet, oder none.</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>Give a safetensors file with the keys features.0.0.weight and so on.</source>
            <translation>Geben Sie eine safetensors-Datei mit den Schlüsseln features.0.0.weight und so weiter an.</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>If it is torchvision's file, put it into {folder} under the name it came with and use --encoder-weights imagenet, which checks it.</source>
            <translation>Ist es die Datei von torchvision, legen Sie sie unter dem Namen, mit dem sie kam, in {folder} und nehmen Sie --encoder-weights imagenet, das sie prüft.</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>The ImageNet weights could not be downloaded</source>
            <translation>Die ImageNet-Gewichte konnten nicht geladen werden</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>The file does not hold the features of a MobileNetV2</source>
            <translation>Die Datei enthält nicht die Merkmale eines MobileNetV2</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>The file of ImageNet weights is damaged, or another: its SHA-256 does not begin with {wanted}</source>
            <translation>Die Datei der ImageNet-Gewichte ist beschädigt oder eine andere: Ihr SHA-256 beginnt nicht mit {wanted}</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>The file of encoder weights is damaged, or not a safetensors file</source>
            <translation>Die Datei mit Gewichten des Encoders ist beschädigt oder keine safetensors-Datei</translation>
        </message>
        <message>
            <location filename="../../model_train/encoder_weights.py" />
            <source>There is no such file of encoder weights</source>
            <translation>Eine solche Datei mit Gewichten des Encoders gibt es nicht</translation>
        </message>
        <message>
            <location filename="../../model_train/errors.py" />
            <source>{remedy}.</source>
            <translation>{remedy}.</translation>
        </message>
        <message>
            <location filename="../../model_train/errors.py" />
            <source>{what}. {remedy}</source>
            <translation>{what}. {remedy}</translation>
        </message>
        <message>
            <location filename="../../model_train/errors.py" />
            <source>{what}: {path}.</source>
            <translation>{what}: {path}.</translation>
        </message>
        <message>
            <location filename="../../model_train/errors.py" />
            <source>{what}: {path}. {remedy}</source>
            <translation>{what}: {path}. {remedy}</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Change its permissions, or ask the person who owns it</source>
            <translation>Ändern Sie die Zugriffsrechte oder fragen Sie, wem sie gehört</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Check the drive, then open the folder again</source>
            <translation>Prüfen Sie das Laufwerk und öffnen Sie dann den Ordner noch einmal</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Close programs, or make a smaller copy</source>
            <translation>Schließen Sie Programme oder machen Sie eine kleinere Kopie</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Copy the file again from the camera or the archive</source>
            <translation>Kopieren Sie die Datei noch einmal von der Kamera oder aus dem Archiv</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Copy the file again from the camera or the archive, or open it in another program and {formats}</source>
            <translation>Kopieren Sie die Datei noch einmal von der Kamera oder aus dem Archiv, oder öffnen Sie sie in einem anderen Programm und {formats}</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Make a smaller copy, or cut out the lesion</source>
            <translation>Machen Sie eine kleinere Kopie oder schneiden Sie die Läsion aus</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Open the folder itself</source>
            <translation>Öffnen Sie den Ordner selbst</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Reconnect the drive, or open the folder again</source>
            <translation>Verbinden Sie das Laufwerk wieder oder öffnen Sie den Ordner noch einmal</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Remove it from the folder</source>
            <translation>Entfernen Sie es aus dem Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Remove it, or copy the file again</source>
            <translation>Entfernen Sie sie oder kopieren Sie die Datei noch einmal</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Remove the link</source>
            <translation>Entfernen Sie die Verknüpfung</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Restore that file, or remove the link</source>
            <translation>Stellen Sie jene Datei wieder her oder entfernen Sie die Verknüpfung</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Save it with 8 or 16 bits per channel</source>
            <translation>Speichern Sie es mit 8 oder 16 Bit je Kanal</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>Shorten the file name</source>
            <translation>Kürzen Sie den Dateinamen</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The file is damaged or incomplete ({error})</source>
            <translation>Die Datei ist beschädigt oder unvollständig ({error})</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The file is damaged or of an unusual kind ({reason})</source>
            <translation>Die Datei ist beschädigt oder von ungewöhnlicher Art ({reason})</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The file is empty (0 bytes)</source>
            <translation>Die Datei ist leer (0 Bytes)</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The file is incomplete: its end is filled with zeros</source>
            <translation>Die Datei ist unvollständig: Ihr Ende ist mit Nullen gefüllt</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The file is not there any more</source>
            <translation>Die Datei ist nicht mehr da</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The image is too large ({error})</source>
            <translation>Das Bild ist zu groß ({error})</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The image is too large ({width} × {height} pixels; at most {limit} are read)</source>
            <translation>Das Bild ist zu groß ({width} × {height} Pixel; gelesen werden höchstens {limit})</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The link leads back to itself</source>
            <translation>Die Verknüpfung führt zu sich selbst zurück</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The link points to a file that is not there</source>
            <translation>Die Verknüpfung zeigt auf eine Datei, die nicht da ist</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The name is too long for this drive</source>
            <translation>Der Name ist zu lang für dieses Laufwerk</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>The values of this image ({low} to {high}) are not brightnesses</source>
            <translation>Die Werte dieses Bildes ({low} bis {high}) sind keine Helligkeiten</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>There is not enough memory for this image</source>
            <translation>Für dieses Bild ist nicht genug Speicher da</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>This is a folder, although its name ends like an image</source>
            <translation>Dies ist ein Ordner, obwohl sein Name wie der eines Bildes endet</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>This is a pipe or a device, not an image file</source>
            <translation>Dies ist eine Pipe oder ein Gerät, keine Bilddatei</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>This is not an image, although its name says so</source>
            <translation>Dies ist kein Bild, obwohl der Name es sagt</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>This is {name}, although its name says otherwise</source>
            <translation>Dies ist {name}, obwohl der Name etwas anderes sagt</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>To use it, {formats}</source>
            <translation>Um es zu benutzen, {formats}</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>You may not read this file</source>
            <translation>Sie dürfen diese Datei nicht lesen</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>a DICOM file</source>
            <translation>eine DICOM-Datei</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>a GIF</source>
            <translation>ein GIF</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>a HEIC photo</source>
            <translation>ein HEIC-Foto</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>a JPEG 2000 image</source>
            <translation>ein JPEG-2000-Bild</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>a PDF document</source>
            <translation>ein PDF-Dokument</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>a ZIP archive or an office document</source>
            <translation>ein ZIP-Archiv oder ein Office-Dokument</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>an AVIF image</source>
            <translation>ein AVIF-Bild</translation>
        </message>
        <message>
            <location filename="../../model_train/images.py" />
            <source>save it as JPEG, PNG, TIFF, BMP or WebP</source>
            <translation>speichern Sie es als JPEG, PNG, TIFF, BMP oder WebP</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>A run that leaves a camera out cannot start from a checkpoint, which may have seen it</source>
            <translation>Ein Lauf, der eine Kamera auslässt, kann nicht von einem Checkpoint beginnen, der sie vielleicht gesehen hat</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>Add images of another.</source>
            <translation>Fügen Sie Bilder einer anderen hinzu.</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>All images are of one size, so no camera can be left out</source>
            <translation>Alle Bilder haben eine Größe, so kann keine Kamera ausgelassen werden</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>All images of {camera} look like images of the others</source>
            <translation>Alle Bilder von {camera} sehen aus wie Bilder der anderen</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>Leave --init away; --encoder-weights imagenet is fine.</source>
            <translation>Lassen Sie --init weg; --encoder-weights imagenet ist gut.</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>Take it out with --exclude.</source>
            <translation>Nehmen Sie es mit --exclude heraus.</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>Take the copies out with --exclude.</source>
            <translation>Nehmen Sie die Kopien mit --exclude heraus.</translation>
        </message>
        <message>
            <location filename="../../model_train/leave_out.py" />
            <source>{name} cannot be scored: {reason}</source>
            <translation>{name} kann nicht bewertet werden: {reason}</translation>
        </message>
        <message>
            <location filename="../../model_train/losses.py" />
            <source>Unknown loss {name}</source>
            <translation>Unbekannte Verlustfunktion {name}</translation>
        </message>
        <message>
            <location filename="../../model_train/mapped_file.py" />
            <source>Free {count} MB there, or use a smaller --size.</source>
            <translation>Schaffen Sie dort {count} MB Platz oder nehmen Sie ein kleineres --size.</translation>
        </message>
        <message>
            <location filename="../../model_train/mapped_file.py" />
            <source>The decoded images cannot be kept on the disk ({reason})</source>
            <translation>Die dekodierten Bilder können nicht auf der Platte gehalten werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Connection timed out</source>
            <translation>Zeit für die Verbindung abgelaufen</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Device or resource busy</source>
            <translation>Gerät ist belegt</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>File exists</source>
            <translation>Datei besteht schon</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>File name too long</source>
            <translation>Dateiname zu lang</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>File too large</source>
            <translation>Datei zu groß</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Input/output error</source>
            <translation>Eingabe-/Ausgabefehler</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Is a directory</source>
            <translation>Ist ein Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>No space left on device</source>
            <translation>Kein Platz mehr auf dem Gerät</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>No such device</source>
            <translation>Kein solches Gerät</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>No such file or directory</source>
            <translation>Datei oder Ordner nicht gefunden</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Not a directory</source>
            <translation>Kein Ordner</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Operation not permitted</source>
            <translation>Vorgang nicht erlaubt</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Permission denied</source>
            <translation>Keine Berechtigung</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Read-only file system</source>
            <translation>Dateisystem ist schreibgeschützt</translation>
        </message>
        <message>
            <location filename="../../model_train/messages.py" />
            <source>Too many open files</source>
            <translation>Zu viele offene Dateien</translation>
        </message>
        <message>
            <location filename="../../model_train/network.py" />
            <source>Dropout must lie in [0, 1), not {dropout}</source>
            <translation>Dropout muss in [0, 1) liegen, nicht {dropout}</translation>
        </message>
        <message>
            <location filename="../../model_train/network.py" />
            <source>Known are {known}.</source>
            <translation>Bekannt sind {known}.</translation>
        </message>
        <message>
            <location filename="../../model_train/network.py" />
            <source>The decoder {decoder} has no setting {key}</source>
            <translation>Der Decoder {decoder} hat keine Einstellung {key}</translation>
        </message>
        <message>
            <location filename="../../model_train/network.py" />
            <source>The encoder has the stages 0 to {last}, not {count}</source>
            <translation>Der Encoder hat die Stufen 0 bis {last}, nicht {count}</translation>
        </message>
        <message>
            <location filename="../../model_train/network.py" />
            <source>The network takes sides that are multiples of {stride}, not {size}</source>
            <translation>Das Netz nimmt Seiten, die Vielfache von {stride} sind, nicht {size}</translation>
        </message>
        <message>
            <location filename="../../model_train/network.py" />
            <source>The skip decoder takes {count} positive widths, not {widths}</source>
            <translation>Der Decoder skip nimmt {count} positive Breiten, nicht {widths}</translation>
        </message>
        <message>
            <location filename="../../model_train/network.py" />
            <source>Unknown decoder {decoder}</source>
            <translation>Unbekannter Decoder {decoder}</translation>
        </message>
        <message>
            <location filename="../../model_train/pairing.py" />
            <source>Change its permissions, or ask its owner</source>
            <translation>Ändern Sie die Zugriffsrechte oder fragen Sie, wem er gehört</translation>
        </message>
        <message>
            <location filename="../../model_train/pairing.py" />
            <source>Check the drive, and try again</source>
            <translation>Prüfen Sie das Laufwerk und versuchen Sie es noch einmal</translation>
        </message>
        <message>
            <location filename="../../model_train/pairing.py" />
            <source>Check the name, or reconnect the drive</source>
            <translation>Prüfen Sie den Namen oder verbinden Sie das Laufwerk wieder</translation>
        </message>
        <message>
            <location filename="../../model_train/pairing.py" />
            <source>Open the folder that holds it</source>
            <translation>Öffnen Sie den Ordner, in dem sie liegt</translation>
        </message>
        <message>
            <location filename="../../model_train/pairing.py" />
            <source>Rename one of the two images, and its mask with it</source>
            <translation>Benennen Sie eines der beiden Bilder um, und seine Maske mit ihm</translation>
        </message>
        <message>
            <location filename="../../model_train/pairing.py" />
            <source>The images {first} and {second} have the same mask</source>
            <translation>Die Bilder {first} und {second} haben dieselbe Maske</translation>
        </message>
        <message>
            <location filename="../../model_train/pairing.py" />
            <source>You may not look into this folder</source>
            <translation>Sie dürfen nicht in diesen Ordner sehen</translation>
        </message>
        <message>
            <location filename="../../model_train/pairs_file.py" />
            <source>A line of the list names no image or no mask</source>
            <translation>Eine Zeile der Liste nennt kein Bild oder keine Maske</translation>
        </message>
        <message>
            <location filename="../../model_train/pairs_file.py" />
            <source>Give a CSV file in UTF-8 with the columns image and mask, and lesion where it is known.</source>
            <translation>Geben Sie eine CSV-Datei in UTF-8 mit den Spalten image und mask an, und lesion, wo sie bekannt ist.</translation>
        </message>
        <message>
            <location filename="../../model_train/pairs_file.py" />
            <source>Give each image an id of its own.</source>
            <translation>Geben Sie jedem Bild eine eigene id.</translation>
        </message>
        <message>
            <location filename="../../model_train/pairs_file.py" />
            <source>The list of pairs cannot be read</source>
            <translation>Die Liste der Paare ist nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../model_train/pairs_file.py" />
            <source>The list of pairs has no columns image and mask</source>
            <translation>Die Liste der Paare hat keine Spalten image und mask</translation>
        </message>
        <message>
            <location filename="../../model_train/pairs_file.py" />
            <source>The list of pairs is empty</source>
            <translation>Die Liste der Paare ist leer</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>An image must be (H, W, 3) uint8, not {shape} {dtype}</source>
            <translation>Ein Bild muss (H, W, 3) uint8 sein, nicht {shape} {dtype}</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>Available here: auto, {devices}.</source>
            <translation>Hier gibt es: auto, {devices}.</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>Load the model again.</source>
            <translation>Laden Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>The device {name} is not available on this computer</source>
            <translation>Das Gerät {name} gibt es auf diesem Rechner nicht</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>The memory of {lost} is full: going on with the processor, which is slower.</source>
            <translation>Der Speicher von {lost} ist voll: Weiter geht es mit dem Prozessor, der langsamer ist.</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>The model file is being replaced again and again</source>
            <translation>Die Modelldatei wird immer wieder ersetzt</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>The model file was replaced meanwhile</source>
            <translation>Die Modelldatei wurde inzwischen ersetzt</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>Wait until that has ended, and try again.</source>
            <translation>Warten Sie, bis das zu Ende ist, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../model_train/predictor.py" />
            <source>{lost} cannot be used ({reason}): going on with the processor, which is slower. A newer driver may help.</source>
            <translation>{lost} kann nicht benutzt werden ({reason}): Weiter geht es mit dem Prozessor, der langsamer ist. Ein neuerer Treiber hilft vielleicht.</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>Go on with the program that began the run, or start a new run, from its best with --init.</source>
            <translation>Machen Sie mit dem Programm weiter, das den Lauf begann, oder beginnen Sie einen neuen Lauf, mit --init von dessen Bestem aus.</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>Start a new run; the best checkpoint so far is still there.</source>
            <translation>Beginnen Sie einen neuen Lauf; der bisher beste Checkpoint ist noch da.</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>The run ended before its first epoch did; --resume begins it once more.</source>
            <translation>Der Lauf endete vor seiner ersten Epoche; --resume beginnt sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>The saved state has version {version}, this program reads version {known}</source>
            <translation>Der gespeicherte Stand hat die Version {version}, dieses Programm liest die Version {known}</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>The saved state is damaged</source>
            <translation>Der gespeicherte Stand ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>The saved state is larger than any</source>
            <translation>Der gespeicherte Stand ist größer als jeder</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>The saved state is of another network</source>
            <translation>Der gespeicherte Stand ist von einem anderen Netz</translation>
        </message>
        <message>
            <location filename="../../model_train/resume_state.py" />
            <source>There is no state to resume from</source>
            <translation>Es gibt keinen Stand, von dem fortzusetzen wäre</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>Cannot use the output folder ({reason})</source>
            <translation>Der Ausgabeordner kann nicht benutzt werden ({reason})</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>Choose a new one, or go on with the run there by --resume.</source>
            <translation>Wählen Sie einen neuen oder setzen Sie den Lauf darin mit --resume fort.</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>Choose a run folder with at least one finished epoch.</source>
            <translation>Wählen Sie den Ordner eines Laufs mit mindestens einer fertigen Epoche.</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>Choose another folder with --out.</source>
            <translation>Wählen Sie mit --out einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>Choose one made by train.</source>
            <translation>Wählen Sie einen, den train gemacht hat.</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>Leave --resume out to start one.</source>
            <translation>Lassen Sie --resume weg, um einen zu beginnen.</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>The run folder is not empty</source>
            <translation>Der Ordner des Laufs ist nicht leer</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>The run's configuration is damaged</source>
            <translation>Die Einstellungen des Laufs sind beschädigt</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>The run's metrics cannot be read</source>
            <translation>Die Zahlen des Laufs sind nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>There is no run to resume</source>
            <translation>Es gibt keinen Lauf zum Fortsetzen</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>This is not a run folder</source>
            <translation>Dies ist kein Ordner eines Laufs</translation>
        </message>
        <message>
            <location filename="../../model_train/run_folder.py" />
            <source>Train again.</source>
            <translation>Trainieren Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../model_train/run_lock.py" />
            <source>Another process</source>
            <translation>Ein anderer Prozess</translation>
        </message>
        <message>
            <location filename="../../model_train/run_lock.py" />
            <source>Cannot use the run folder ({reason})</source>
            <translation>Der Ordner des Laufs ist nicht zu gebrauchen ({reason})</translation>
        </message>
        <message>
            <location filename="../../model_train/run_lock.py" />
            <source>Process {process}</source>
            <translation>Prozess {process}</translation>
        </message>
        <message>
            <location filename="../../model_train/run_lock.py" />
            <source>Wait for its end, or write the word stop or cancel into a file called {control} there; then go on with --resume.</source>
            <translation>Warten Sie sein Ende ab, oder schreiben Sie das Wort stop oder cancel in eine Datei namens {control} in diesem Ordner; fahren Sie dann mit --resume fort.</translation>
        </message>
        <message>
            <location filename="../../model_train/run_lock.py" />
            <source>{who} trains this run</source>
            <translation>{who} trainiert diesen Lauf</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>--ema and --dropout must lie in [0, 1)</source>
            <translation>--ema und --dropout müssen in [0, 1) liegen</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>--{option} must be {allowed}, not {value}</source>
            <translation>--{option} muss sein: {allowed}, nicht {value}</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>A process has {smallest} images in a step, and needs {least} at --size {size}</source>
            <translation>Ein Prozess hat {smallest} Bilder in einem Schritt und braucht {least} bei --size {size}</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>Use a larger --batch-size or --size, or add annotated images.</source>
            <translation>Nehmen Sie --batch-size oder --size größer, oder fügen Sie annotierte Bilder hinzu.</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>a multiple of 32, at most {most}</source>
            <translation>ein Vielfaches von 32, höchstens {most}</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>at least {least}</source>
            <translation>mindestens {least}</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>at most {most}</source>
            <translation>höchstens {most}</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>at most {most} characters</source>
            <translation>höchstens {most} Zeichen lang</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>between 0 and 1</source>
            <translation>zwischen 0 und 1</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>positive</source>
            <translation>positiv</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>with --decoder skip, {count} numbers from 1 to {most} and commas</source>
            <translation>mit --decoder skip {count} Zahlen von 1 bis {most} mit Kommas</translation>
        </message>
        <message>
            <location filename="../../model_train/settings.py" />
            <source>zero or more</source>
            <translation>null oder mehr</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>Add annotated images.</source>
            <translation>Fügen Sie annotierte Bilder hinzu.</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>All {count} pairs are of one group, so none is left to validate with</source>
            <translation>Alle {count} Paare sind von einer Gruppe, so bleibt keines zum Validieren</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>Check the list given with --validate-on: one id a line, without suffix.</source>
            <translation>Prüfen Sie die Liste bei --validate-on: eine id je Zeile, ohne Endung.</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>Of {count} pairs none is left to train on</source>
            <translation>Von {count} Paaren bleibt keines zum Trainieren</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>Of {count} pairs none is left to validate with</source>
            <translation>Von {count} Paaren bleibt keines zum Validieren</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>Scores would look better than they are. Take them out, or allow them with --allow-near-duplicates.</source>
            <translation>Die Werte sähen besser aus, als sie sind. Nehmen Sie sie heraus, oder erlauben Sie sie mit --allow-near-duplicates.</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>Training needs at least two pairs, to train on and to validate with; there is {count}</source>
            <translation>Ein Training braucht mindestens zwei Paare, zum Trainieren und zum Validieren; da ist {count}</translation>
        </message>
        <message>
            <location filename="../../model_train/splitting.py" />
            <source>{count} near-duplicates between {name} and {other}, such as {left} and {right} ({bits} of 64 bits differ)</source>
            <translation>{count} Beinahe-Doppel zwischen {name} und {other}, etwa {left} und {right} ({bits} von 64 Bit verschieden)</translation>
        </message>
        <message>
            <location filename="../../model_train/torch_faults.py" />
            <source>Install it again: pip install --force-reinstall torch torchvision; or the whole program.</source>
            <translation>Installieren Sie es neu: pip install --force-reinstall torch torchvision; oder das ganze Programm.</translation>
        </message>
        <message>
            <location filename="../../model_train/torch_faults.py" />
            <source>Install it: pip install torch torchvision.</source>
            <translation>Installieren Sie es: pip install torch torchvision.</translation>
        </message>
        <message>
            <location filename="../../model_train/torch_faults.py" />
            <source>Install the Microsoft Visual C++ Redistributable, then this program again.</source>
            <translation>Installieren Sie das Microsoft Visual C++ Redistributable, dann dieses Programm noch einmal.</translation>
        </message>
        <message>
            <location filename="../../model_train/torch_faults.py" />
            <source>PyTorch cannot be loaded ({error})</source>
            <translation>PyTorch kann nicht geladen werden ({error})</translation>
        </message>
        <message>
            <location filename="../../model_train/torch_faults.py" />
            <source>PyTorch is not installed</source>
            <translation>PyTorch ist nicht installiert</translation>
        </message>
        <message>
            <location filename="../../model_train/torch_faults.py" />
            <source>{library} belongs to NVIDIA's graphics cards: install their driver, or the PyTorch for processors, which needs none: pip install --force-reinstall torch torchvision --index-url {address}.</source>
            <translation>{library} gehört zu NVIDIAs Grafikkarten: Installieren Sie deren Treiber oder das PyTorch für Prozessoren, das keinen braucht: pip install --force-reinstall torch torchvision --index-url {address}.</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>Each process keeps batch statistics of its own, and those of the first are saved: the model is not quite the one of a single process.</source>
            <translation>Jeder Prozess führt seine eigene Batch-Statistik, und die des ersten wird gespeichert: Das Modell ist nicht ganz das eines einzelnen Prozesses.</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>Lower --lr, or train with --precision float32.</source>
            <translation>Senken Sie --lr oder trainieren Sie mit --precision float32.</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>Lower --lr, or train with --precision float32; the best checkpoint so far is kept.</source>
            <translation>Senken Sie --lr oder trainieren Sie mit --precision float32; der bisher beste Checkpoint ist erhalten.</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>Memory ran out: computing {at_once} images at once; the batch stays {batch_size}.</source>
            <translation>Der Speicher ging aus: Berechnet werden {at_once} Bilder auf einmal; der Stapel bleibt {batch_size}.</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>Memory ran out: images scored at once from now on: {at_once}.</source>
            <translation>Der Speicher reichte nicht; Bilder, die von nun an zugleich bewertet werden: {at_once}.</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>The loss is no longer a number (epoch {epoch})</source>
            <translation>Der Verlust ist keine Zahl mehr (Epoche {epoch})</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>The memory of {lost} is too small even for one image: going on with the processor.</source>
            <translation>Der Speicher von {lost} ist schon für ein Bild zu klein: Weiter geht es mit dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>The pictures of this epoch could not be drawn ({error}).</source>
            <translation>Die Bilder dieser Epoche konnten nicht gezeichnet werden ({error}).</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>There is not enough memory to score one image</source>
            <translation>Der Speicher reicht nicht, um ein Bild zu bewerten</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>There is not enough memory to train on one image</source>
            <translation>Der Speicher reicht nicht, um auf einem Bild zu trainieren</translation>
        </message>
        <message>
            <location filename="../../model_train/training.py" />
            <source>Use a smaller --size, or close other programs.</source>
            <translation>Nehmen Sie ein kleineres --size oder schließen Sie andere Programme.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>Add --decoder {decoder}.</source>
            <translation>Fügen Sie --decoder {decoder} hinzu.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>Cancelled; the last finished epoch can be resumed.</source>
            <translation>Abgebrochen; die letzte fertige Epoche kann fortgesetzt werden.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>Leave fewer out with --exclude.</source>
            <translation>Lassen Sie mit --exclude weniger aus.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>Leave out --decoder-widths, or choose another for --init.</source>
            <translation>Lassen Sie --decoder-widths weg, oder wählen Sie für --init ein anderes.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>Of {count} pairs too few are left to train with: {left}</source>
            <translation>Von {count} Paaren bleiben zu wenige zum Trainieren: {left}</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>Resume with the same --images and --masks, or start a new run.</source>
            <translation>Setzen Sie mit denselben --images und --masks fort oder beginnen Sie einen neuen Lauf.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>Resume with the same settings, or start a new run.</source>
            <translation>Setzen Sie mit denselben Einstellungen fort oder beginnen Sie einen neuen Lauf.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>See what it tells.</source>
            <translation>Lesen Sie, was er meldet.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>The first process cannot write to the run folder</source>
            <translation>Der erste Prozess kann nicht in den Ordner des Laufs schreiben</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>The images are not those the run began with</source>
            <translation>Die Bilder sind nicht die, mit denen der Lauf begann</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>The model to start from has a decoder of other widths</source>
            <translation>Das Modell, von dem begonnen wird, hat einen Decoder anderer Breiten</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>The model to start from has the decoder {decoder}, not {wanted}</source>
            <translation>Das Modell, von dem begonnen wird, hat den Decoder {decoder}, nicht {wanted}</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>The run began with {before} threads and goes on with {threads}: it will not end with quite the weights it would have had without the break.</source>
            <translation>Der Lauf begann mit {before} Threads und geht mit {threads} weiter: Er endet nicht ganz mit den Gewichten, die er ohne Unterbrechung gehabt hätte.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>The run began with {option} {before}, not {value}</source>
            <translation>Der Lauf begann mit {option} {before}, nicht {value}</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>The run was begun by another version of the program, with other settings (such as {setting})</source>
            <translation>Den Lauf begann eine andere Version des Programms, mit anderen Einstellungen (etwa {setting})</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>{count} images validate too, such as {first}, since they belong to or look like images that were named for it.</source>
            <translation>{count} Bilder dienen auch der Validierung, etwa {first}, denn sie gehören zu Bildern, die dafür genannt wurden, oder sehen ihnen ähnlich.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>{count} of the {all} ids given with {option} are not among the images, such as {first}.</source>
            <translation>{count} der {all} mit {option} angegebenen Kennungen gehören zu keinem Bild, etwa {first}.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>{count} test images look like images that the starting model was trained on, such as {first}: their scores flatter.</source>
            <translation>{count} Testbilder gleichen Bildern, auf denen das Ausgangsmodell trainiert wurde, etwa {first}: Ihre Werte schmeicheln.</translation>
        </message>
        <message>
            <location filename="../../model_train/training_job.py" />
            <source>{count} validation images look like images that the starting model was trained on, such as {first}: their scores flatter.</source>
            <translation>{count} Validierungsbilder gleichen Bildern, auf denen das Ausgangsmodell trainiert wurde, etwa {first}: Ihre Werte schmeicheln.</translation>
        </message>
    </context>
</TS>
