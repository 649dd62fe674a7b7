"""QObjects that do things over time: QtCore and QtGui, never QtWidgets."""
