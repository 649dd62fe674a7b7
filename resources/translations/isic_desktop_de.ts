<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>ISIC Desktop</name>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>About ISIC Desktop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Accept and go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Alternate annotation, prediction and ground truth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>As it was taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Back to the prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Blink</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Cancel segmentation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Choose annotations folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Choose ground truth folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Choose the threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Clear the annotation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Click the corners of a region</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Colour constancy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Compare side by side</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Drag the outline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Draw round a region to add it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Erase lesion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Eraser</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Fill and outline, outline, errors, heat map, or image alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Fill holes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Fit the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Follow the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Give a region back to the prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Go to the next largest difference from the ground truth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Grow by a pixel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Hairs suppressed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Hold to look at the bare image for a moment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Keep the largest region</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Larger brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Lasso</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Let the model outline the lesion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Loupe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Magnify what is under the pointer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Mark this annotation as accepted and show the next image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Mark this annotation as rejected and show the next image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>More contrast</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Move the prediction's outline with a slider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Next error region</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Next image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Next view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>One image pixel per screen pixel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open a folder of dermoscopy images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open the samples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Open the six drawn sample images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Paint lesion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Polygon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Prediction, annotation and ground truth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Previous image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Pull the outline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Refine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Reject and go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Remove every pixel of the annotation; can be undone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Remove regions of less than 0.05 % of the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Remove specks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Replace the annotation by the model's prediction; can be undone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Save annotation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Say where the ground truth masks of this folder lie</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Say where the masks of this folder are saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Segment this image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Select what has the same colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Shades of grey; view only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the ground truth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the ground truth instead</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the overlay</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Show the prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Shrink by a pixel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Smaller brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Smooth the outline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Snap a rough outline to the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Swap brush and eraser</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Swap the annotation for the ground truth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Use the prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>View only; the pixels stay untouched</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Wand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Zoom in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/actions.py" />
            <source>Zoom out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/core/document.py" />
            <source>Segment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/services/session.py" />
            <source>Bring back unsaved work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/services/session.py" />
            <source>Clear</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/services/session.py" />
            <source>Load the other version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;Tools</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>Image shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>M&amp;ask</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/actions.py" />
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/banner.py" />
            <source>Close this message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/banner.py" />
            <source>Note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/banner.py" />
            <source>Warning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas.py" />
            <source>Image and annotation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Errors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Fill and outline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Heat map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Image alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/canvas_layers.py" />
            <source>Outline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>Annotation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>Ground truth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>Prediction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/compare_page.py" />
            <source>{what}: none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source> px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Brush size, image pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Connected only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Stop at edges</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>Threshold of the prediction, percent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/controls.py" />
            <source>[ ] or Ctrl + wheel: size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>1 annotation could not be saved: {names}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Close without saving</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Ctrl + wheel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Go on working</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>If you close now, this work is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>It must not be used for diagnosis or treatment. Images never leave this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Move the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Not saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Outline skin lesions in dermoscopy images, correct the outlines, retrain the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Python {python}, Qt {qt}. MIT licence.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Research use only; not a medical device.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Save elsewhere…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Size the brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Space, hold and drag; or middle button</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>What it does</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Wheel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>Zoom at the pointer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/dialogs.py" />
            <source>{count} annotations could not be saved: {names}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>Cannot be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>Images of the folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>No folder is open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>{count} images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/gallery.py" />
            <source>{row} / {count} images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Colour constancy (shades of grey): view only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Hairs suppressed: view only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>More contrast: view only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>There is no error: annotation and ground truth agree in every pixel.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>Too much</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>{kind}: {count} px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/lookbench.py" />
            <source>{what} (view only)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/main_window.py" />
            <source>Images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/main_window.py" />
            <source>Scores and view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/main_window.py" />
            <source>Segmentation is under way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/main_window.py" />
            <source>Tools</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source> · segmenting …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>A prediction is shown as a dotted line. Your annotation is as it was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>Model {name} · {state}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>The model found no lesion in this image. Paint it with the brush (B).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>The models cannot be listed. {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>This image could not be segmented. {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>Use the prediction (U)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>Your choice is not saved for next time. {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>cannot be used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>loading …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>not loaded yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{device} · ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/modelbench.py" />
            <source>{name} (bundled)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>Accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>Corrected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>New</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>Predicted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/palette.py" />
            <source>Rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>95 % Hausdorff distance between the two boundaries</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Annotation shown as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Below the ISIC failure line ({line})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Dice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Distance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Distance 95 %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Fill opacity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>In the last stroke</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Intersection over union (Jaccard)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>IoU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Lesion {percent} % of the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Mean distance between the two boundaries</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>No ground truth was found for this image.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Opacity of the fill, percent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Predicted IoU {score}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Scores</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Scores appear here when an image with ground truth is open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Sensitivity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Since the prediction, or since the image was opened</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>Specificity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>There is no annotation yet: press S, or paint.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>stroke</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>{count} px changed by hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>{score}, change in this stroke</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/panels.py" />
            <source>{score}, change since the prediction or the opening</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source> and {count} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>Bring it back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>Look later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>Work on {count} was not saved last time: {names}. It is kept until you bring it back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>Your strokes cannot be kept safe between saves; each is saved at once instead. {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/recovery_offer.py" />
            <source>an image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Open a folder of dermoscopy images. The model outlines each lesion,
you correct the outline, and the scores show how well it fits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Or drop a folder here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/start_page.py" />
            <source>Outline skin lesions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/toolbench.py" />
            <source>Grow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/toolbench.py" />
            <source>Shrink</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/toolbench.py" />
            <source>Smooth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/brush.py" />
            <source>Shift: straight line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/computed.py" />
            <source>Drag to widen · Alt: take away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/computed.py" />
            <source>Paint roughly over the lesion · Shift: draw a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/contour.py" />
            <source>Brush size: how much comes along</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/lasso.py" />
            <source>Alt: take away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/lasso.py" />
            <source>Double-click or Enter closes · Backspace takes a corner back · Alt: take away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/tools/lasso.py" />
            <source>Draw round what the model had right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Choose another place…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Listing the folder …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Load the other one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Masks of {folder} are saved to {place} from now on. Those saved before stay where they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Not saved yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Not saved: {count} images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Not saved: {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Open a folder of images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Open read-only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Opening {name} …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Overwrite it with mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Read it as 0/255</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Saved ✓</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Saving …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>The annotation of {name} is not saved; it is kept here. {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>The folder cannot be opened</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>There are no images in this folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Where are the ground truth masks?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Where shall the masks of {folder} be saved?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>Your choices are not saved for next time. {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>{folder} holds no JPEG, PNG, TIFF, BMP or WebP image. Open another folder, or drop one here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>{name} cannot be shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../isic_desktop/views/workbench.py" />
            <source>{undo}: {step}</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
