package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sandbox.operators.OperatorWire.Heard;

/** A partner abroad that sends to customers here: convert, check, confirm, status, registries, and what goes wrong. */
public final class CrossBorderKit extends PartnerKit {

    public CrossBorderKit(PartnerWorld world) {
        super(world);
        scenario("convert, receiver_banks, check, confirm, status: the money is there, once", this::whole);
        scenario("the receiver: nobody with this phone, another bank", this::receivers);
        scenario("duplicate: a name is used once, whatever comes with it", this::duplicates);
        scenario("replay: one of sixteen checks, one of sixteen confirmations", this::manyAtOnce);
        scenario("reorder: confirm and status before check", this::beforeItsTime);
        scenario("wrong rate, wrong amount, wrong currency, too much at once", this::amounts);
        scenario("forged: no key, no signature, another body, used before, expired", this::forged);
        scenario("requests: no JSON, fields missing, unknown or odd", this::requests);
        scenario("nothing paid in: the confirmation fails, and stays failed", this::withoutFunds);
        scenario("registries: the list, the account's operations and what is left", this::registries);
        world.expire().ifPresent(expire -> scenario("never confirmed: it ends by itself", () -> tooLate(expire)));
    }

    private void whole() {
        world.fund().run();
        long before = left();
        var banks = fine(post("receiver_banks", "{\"phone\":\"%s\"}".formatted(world.phone())));
        unlessSame("[\"OQM\"]", banks.path("banks").toString(), "banks");
        var rate = rate("USD");
        var id = newId();
        var checked = fine(post("check_credit", order(id, String.valueOf(AMOUNT), "USD", rate)), "APPROVED");
        var worth = new BigDecimal(rate)
                .multiply(BigDecimal.valueOf(AMOUNT))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        unlessSame(worth, checked.path("receiverAmount").asLong(), "receiverAmount");
        unless(!checked.toString().contains(world.phone()), "no more of the receiver than a masked name");
        unlessSame(before, left(), "nothing has moved");
        fine(about("status", id), "APPROVED");
        var confirmed = fine(about("confirm_credit", id), "SUCCESS");
        unless(confirmed.path("rrn").asString().matches("[0-9]{12}"), "rrn");
        unlessSame(worth, confirmed.path("receiverAmount").asLong(), "receiverAmount");
        unlessSame(confirmed, fine(about("status", id), "SUCCESS"), "the status is what was told");
        unlessSame(before - AMOUNT, left(), "what is left");
    }

    private void receivers() {
        failed(post("receiver_banks", "{\"phone\":\"%s\"}".formatted(world.stranger())), 404, 10_240);
        failed(post("receiver_banks", "{\"phone\":\"nobody\"}"), 404, 10_240);
        var id = newId();
        var order = order(id, "100", "USD", rate("USD"));
        failed(post("check_credit", order.replace(world.phone(), world.stranger())), 400, 10_203);
        failed(post("check_credit", order.replace("OQM", "PTT")), 400, 10_225);
        failed(about("status", id), 400, 10_212);
    }

    private void duplicates() {
        var id = newId();
        var checked = fine(check(id), "APPROVED");
        failed(check(id), 400, 10_211);
        var other = order(id, "77", "USD", "1.0000").replace(world.phone(), world.stranger());
        failed(post("check_credit", other), 400, 10_211);
        long before = left();
        var confirmed = fine(about("confirm_credit", id), "SUCCESS");
        failed(about("confirm_credit", id), 400, 10_220);
        failed(check(id), 400, 10_211);
        unlessSame(checked.path("transferId"), confirmed.path("transferId"), "transferId");
        unlessSame(confirmed, fine(about("status", id), "SUCCESS"), "the status");
        unlessSame(before - AMOUNT, left(), "what is left");
    }

    private void manyAtOnce() {
        var id = newId();
        long before = left();
        var checks = together(16, () -> check(id));
        unlessSame(1L, count(checks, 200), "checks that were taken");
        unlessSame(
                15L, checks.stream().filter(it -> it.body().contains("10211")).count(), "checks that came late");
        var confirmations = together(16, () -> about("confirm_credit", id));
        unlessSame(1L, count(confirmations, 200), "confirmations that were taken");
        fine(about("status", id), "SUCCESS");
        unlessSame(before - AMOUNT, left(), "what is left");
    }

    private static long count(List<Heard> heard, int status) {
        return heard.stream().filter(it -> it.status() == status).count();
    }

    private void beforeItsTime() {
        var id = newId();
        failed(about("confirm_credit", id), 400, 10_212);
        failed(about("status", id), 400, 10_212);
        fine(check(id), "APPROVED");
        fine(about("confirm_credit", id), "SUCCESS");
    }

    private void amounts() {
        var rate = rate("USD");
        failed(post("check_credit", order(newId(), "100", "USD", "1.0000")), 400, 10_208);
        for (var amount : List.of("0", "-1", "1.5", "\"100\"", "99999999999999999999")) {
            failed(post("check_credit", order(newId(), amount, "USD", rate)), 400, 10_002);
            failed(post("convert", convert(amount, "USD")), 400, 10_002);
        }
        failed(post("check_credit", order(newId(), "100", "TJS", rate)), 400, 10_002);
        failed(post("check_credit", order(newId(), "100", "UZS", rate)), 400, 10_002);
        failed(post("check_credit", order(newId(), "1000000", "USD", rate)), 400, 10_209);
        failed(post("check_credit", order(newId(), "9000000000000000000", "USD", rate)), 400, 10_209);
        failed(post("convert", convert("9000000000000000000", "USD")), 400, 10_209);
    }

    private void forged() {
        var id = newId();
        fine(check(id), "APPROVED");
        long before = left();
        var path = PATH + "confirm_credit";
        var body = "{\"externalTransferId\":\"%s\"}".formatted(id);
        var good = world.signer().headers("POST", at(path), body);
        var keyless = new HashMap<>(good);
        keyless.put("Authorization", "Bearer oqk_nobody");
        failed(wire.post(path, keyless, body), 401, 10_001);
        failed(send(path, body, Map.of()), 401, 10_001);
        failed(send(path, "{\"externalTransferId\":\"other\"}", good), 401, 10_001);
        failed(send(PATH + "status", body, world.signer().headers("POST", at(path), body)), 401, 10_001);
        var old = world.signer().headers("POST", at(path), body, Instant.now().minusSeconds(180));
        failed(send(path, body, old), 401, 10_001);
        fine(about("status", id), "APPROVED");
        unlessSame(before, left(), "what is left");
        var once = world.signer().headers("POST", at(path), body);
        fine(send(path, body, once), "SUCCESS");
        failed(send(path, body, once), 401, 10_001);
        unlessSame(before - AMOUNT, left(), "what is left");
    }

    private void requests() {
        for (var body :
                List.of("nonsense", "[]", "{}", "{\"externalTransferId\":7}", "{\"externalTransferId\":\"a b\"}")) {
            failed(post("status", body), 400, 10_002);
        }
        var more = failed(post("status", "{\"externalTransferId\":\"a\",\"more\":1}"), 400, 10_002);
        unlessSame("more", more.path("errorDetails").path(0).path("field").asString(), "the field");
        var order = order(newId(), "100", "USD", rate("USD"));
        for (var wrong : List.of(
                order.replace("\"birthday\":\"2000-04-18\",", "")
                        .replace("\"398\",", "\"398\"")
                        .replace("\"passport\":\"N1000000\"", ""),
                order.replace("2000-04-18", "2000-13-18"),
                order.replace("\"KZ\"", "\"XX\""),
                order.replace("TESTOV IVAN", "..."),
                order.replace("TESTOV IVAN", "TES\u200BTOV IVAN"),
                order.replace("PHONE", "PINFL"))) {
            failed(post("check_credit", wrong), 400, 10_002);
        }
    }

    private void withoutFunds() {
        var id = newId();
        fine(post("check_credit", order(id, "100", "EUR", rate("EUR"))), "APPROVED");
        var heard = fine(about("confirm_credit", id), "FAILED");
        unlessSame(10_406, heard.path("error").path("errorCode").asInt(), "errorCode");
        fine(about("status", id), "FAILED");
        failed(about("confirm_credit", id), 400, 10_220);
    }

    private void registries() {
        var id = newId();
        fine(check(id), "APPROVED");
        fine(about("confirm_credit", id), "SUCCESS");
        var listed = fine(list(local(-3_600), local(3_600)));
        unless(listed.path("transferList").toString().contains(id), "the transfer is listed");
        long total = listed.path("paginationResponse").path("totalRecords").asLong();
        unless(total >= 1, "totalRecords");
        var operations = get("/cbt/v1/account/operations?accountNumber=USD&startDate=%s&endDate=%s"
                .formatted(local(0).substring(0, 10), local(0).substring(0, 10)));
        long sum = operations
                .path("operations")
                .valueStream()
                .mapToLong(it -> it.path("amount").asLong())
                .sum();
        unlessSame(left(), sum, "the sum of all operations");
        failed(list("2026-01-01T00:00:00.000", "2026-12-31T00:00:00.000"), 400, 11_002);
        failed(list("yesterday", local(0)), 400, 10_002);
        failed(list(local(60), local(0)), 400, 10_002);
    }

    private Heard list(String from, String to) {
        var period = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to);
        var which = "\"status\":\"SUCCESS\",\"transferType\":\"TO_UZ\",\"page\":1,\"limit\":100";
        return post("transfer_list", "{\"createTime\":%s,%s}".formatted(period, which));
    }

    private static String local(long secondsFromNow) {
        return java.time.LocalDateTime.ofInstant(
                        Instant.now().plusSeconds(secondsFromNow).truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                        java.time.ZoneId.of("Asia/Tashkent"))
                .format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS"));
    }

    private void tooLate(Runnable expire) {
        var id = newId();
        fine(check(id), "APPROVED");
        expire.run();
        failed(about("confirm_credit", id), 400, 10_221);
        fine(about("status", id), "FAILED");
        failed(about("confirm_credit", id), 400, 10_221);
    }
}
