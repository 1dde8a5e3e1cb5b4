package gateway.issuing;

import gateway.shared.ids.TimeOrderedIds;
import org.springframework.stereotype.Component;

/** Settings and new ids. */
@Component
record IssuingTools(IssuingSettings settings, TimeOrderedIds ids) {}
