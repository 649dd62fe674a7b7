"""Images, pairing, scores, checkpoints, network, predictor, training and evaluation; never Qt.

The modules `errors`, `atomic`, `images`, `pairing`, `scores`, `checkpoint_header` and `perceptual_hash` are
free of torch, so that a window can use them before (or without) loading it.
"""
