package gateway.issuing;

import tools.jackson.databind.json.JsonMapper;

/** Controls as they are stored. */
final class ControlsText {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NONE = "";

    private ControlsText() {}

    static String of(Controls controls) {
        return controls.equals(Controls.NONE) ? NONE : JSON.writeValueAsString(controls);
    }

    static Controls parse(String text) {
        return text.equals(NONE) ? Controls.NONE : JSON.readValue(text, Controls.class);
    }
}
