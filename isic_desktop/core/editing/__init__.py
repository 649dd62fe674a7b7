"""What the editing tools compute: plain functions of image and mask, safe to run in any thread.

Each tool answers with the pixels it decided about, `(PixelRect, Mask)`, or with a new mask; none changes what it is
given. Long ones spend their time in OpenCV and numpy, which let the window's thread run meanwhile.

    region_shapes   lasso and polygon                    cleanup        holes, specks, smooth, grow, shrink
    wand            select by colour                     refine         snap a rough region to the image
    contour_drag    pull the outline                     threshold      move the outline by the model's probability
    error_regions   where mask and ground truth differ
    enhancement     view-only pictures                   extent, reduction   boxes and reduced copies the others use
"""
