package gateway.compliance;

import gateway.compliance.matching.Screen;
import gateway.rulebook.Timeline;

/** All that the bank's pack says of screening: how alike names have to be, and what holds without the lists. */
record ScreeningBook(Timeline<Screen> thresholds, ListsPolicy whenMissing) {}
