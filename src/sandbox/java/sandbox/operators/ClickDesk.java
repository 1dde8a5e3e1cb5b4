package sandbox.operators;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as Click does: forms under an MD5 signature. */
final class ClickDesk {

    static final String PATH = "/operators/click";
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime() & 0xFFFF_FFFF_FFFFL);

    private final KitWorld world;

    ClickDesk(KitWorld world) {
        this.world = world;
    }

    static long newId() {
        return NAMES.incrementAndGet();
    }

    /** A prepare as it should be; fields can be changed before it is signed, or after. */
    static Map<String, String> prepare(long id, String account, String amount) {
        var form = new LinkedHashMap<String, String>();
        form.put("click_trans_id", String.valueOf(id));
        form.put("service_id", "2002");
        form.put("click_paydoc_id", "3003");
        form.put("merchant_trans_id", account);
        form.put("amount", amount);
        form.put("action", "0");
        form.put("error", "0");
        form.put("error_note", "Success");
        form.put("sign_time", "2026-03-01 10:15:30");
        return form;
    }

    static Map<String, String> complete(long id, String account, String amount, long prepared, int error) {
        var form = prepare(id, account, amount);
        form.put("merchant_prepare_id", String.valueOf(prepared));
        form.put("action", "1");
        form.put("error", String.valueOf(error));
        return form;
    }

    JsonNode signed(Map<String, String> form) {
        return signed(form, world.secret());
    }

    JsonNode signed(Map<String, String> form, String secret) {
        form.put("sign_string", signature(form, secret));
        return send(form);
    }

    /** Of a prepare or a complete, whichever it is. */
    static String signature(Map<String, String> form, String secret) {
        return md5(form.get("click_trans_id")
                + form.get("service_id")
                + secret
                + form.get("merchant_trans_id")
                + form.getOrDefault("merchant_prepare_id", "")
                + form.get("amount")
                + form.get("action")
                + form.get("sign_time"));
    }

    JsonNode send(Map<String, String> form) {
        return sendRaw(form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&")));
    }

    JsonNode sendRaw(String body) {
        return sendTo(PATH, body);
    }

    JsonNode sendTo(String path, String body) {
        var heard = world.wire().post(path, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
        KitFailure.unlessSame(200, heard.status(), "HTTP status");
        return JsonMapper.shared().readTree(heard.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
