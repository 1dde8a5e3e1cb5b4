package gateway.issuing;

import gateway.shared.ids.TimeOrderedIds;
import org.springframework.stereotype.Component;

/** Settings, new ids, and what stops cards. */
@Component
record IssuingTools(IssuingSettings settings, TimeOrderedIds ids, CardStops stops) {}
