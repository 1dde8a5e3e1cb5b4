package gateway.sessions.tokens;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The key a device introduces itself with: a thumbprint or nothing, whatever JSON stands in its place. */
public final class DeviceKeyFuzz implements FuzzTarget {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public void read(byte[] input) {
        Map<String, Object> jwk;
        try {
            jwk = JSON.readValue(input, JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
        } catch (JacksonException notJson) {
            return;
        }
        if (jwk != null) {
            DeviceKeys.thumbprint(jwk).ifPresent(thumbprint -> Promises.same(43, thumbprint.length()));
        }
    }
}
