package sandbox.operators;

import static sandbox.operators.ClickDesk.complete;
import static sandbox.operators.ClickDesk.newId;
import static sandbox.operators.ClickDesk.prepare;
import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import sandbox.operators.KitWorld.KitInvoice;
import tools.jackson.databind.JsonNode;

/** Click's acceptance run of fifteen steps, in its order, and what goes wrong besides. */
final class ClickKit extends OperatorKit {

    private static final String AMOUNT = "1000";
    private static final int FAILED = -5017;

    private final KitWorld world;
    private final ClickDesk click;

    ClickKit(KitWorld world) {
        this.world = world;
        this.click = new ClickDesk(world);
        scenario("acceptance 1-8: paid, paid again, called off afterwards", this::firstEight);
        scenario("acceptance 9-11: prepared anew, a foreign number, paid", this::nineToEleven);
        scenario("acceptance 12-15: called off, again, and no more to be paid", this::lastFour);
        scenario("forged: every signed field changed after signing", this::forged);
        scenario("forged: another secret, a signature in capitals, none", this::otherSecret);
        scenario("forms: missing and repeated fields, no numbers, no form", this::forms);
        scenario("amounts: 1000.00 is 1000, parts of a tiyin and exponents are nothing", this::amounts);
        scenario("actions: unknown, at the other one's address, of another service", this::actions);
        scenario("replay: one of sixteen prepares, one of sixteen completes", this::manyAtOnce);
        scenario("reorder: complete before prepare", this::completeFirst);
        scenario("the same id with another amount", this::otherContent);
        world.invoices().ifPresent(this::addInvoices);
        world.refusals().ifPresent(this::addRefusals);
        world.card().ifPresent(code -> scenario(CARD, () -> card(code)));
        world.spend().ifPresent(spend -> scenario("late cancel: the money is gone", () -> lateCancel(spend)));
    }

    private void addRefusals(KitWorld.Refusals who) {
        scenario("refused: beyond a limit, and by an order of the state", () -> refusals(who));
        scenario("debited, and nobody may be credited: called off, and never paid", () -> stoppedLater(who.later()));
    }

    private void addInvoices(Supplier<KitInvoice> invoices) {
        scenario("invoice: wrong amount, paid once", () -> invoice(invoices.get()));
    }

    static void says(JsonNode answer, int error) {
        unlessSame(error, answer.path("error").asInt(), "error of " + answer);
        unless(!answer.path("error_note").asString().isBlank(), "error_note");
    }

    private long prepared(long id, String account, String amount) {
        var answer = click.signed(prepare(id, account, amount));
        says(answer, 0);
        unlessSame(id, answer.path("click_trans_id").asLong(), "click_trans_id");
        unlessSame(account, answer.path("merchant_trans_id").asString(), "merchant_trans_id");
        return answer.path("merchant_prepare_id").asLong();
    }

    private long prepared(long id) {
        return prepared(id, world.phone(), AMOUNT);
    }

    private JsonNode completed(long id, long number, int error) {
        return click.signed(complete(id, world.phone(), AMOUNT, number, error));
    }

    private void firstEight() {
        says(click.signed(prepare(newId(), world.phone(), AMOUNT), "wrong"), -1);
        says(click.signed(prepare(newId(), world.stranger(), AMOUNT)), -5);
        long id = newId();
        long number = prepared(id);
        says(click.signed(complete(id, world.phone(), AMOUNT, number, 0), "wrong"), -1);
        says(click.signed(complete(id, world.phone(), "300", number, 0)), -2);
        var done = completed(id, number, 0);
        says(done, 0);
        unless(done.path("merchant_confirm_id").asLong() > 0, "merchant_confirm_id");
        says(completed(id, number, 0), -4);
        says(completed(id, number, FAILED), -9);
    }

    private void nineToEleven() {
        long id = newId();
        long number = prepared(id);
        says(completed(id, 999_999_999, 0), -6);
        says(completed(id, number, 0), 0);
    }

    private void lastFour() {
        long id = newId();
        long number = prepared(id);
        says(completed(id, number, FAILED), -9);
        says(completed(id, number, FAILED), -9);
        says(completed(id, number, 0), -9);
        says(click.signed(prepare(id, world.phone(), AMOUNT)), -9);
        // What failed there before it was prepared is not prepared.
        long failed = newId();
        var form = prepare(failed, world.phone(), AMOUNT);
        form.put("error", String.valueOf(FAILED));
        says(click.signed(form), -9);
        says(completed(failed, 1, FAILED), -6);
    }

    private void forged() {
        for (var field :
                List.of("click_trans_id", "service_id", "merchant_trans_id", "amount", "action", "sign_time")) {
            var form = prepare(newId(), world.phone(), AMOUNT);
            var signature = signature(form);
            form.put(field, changed(field));
            form.put("sign_string", signature);
            if (field.equals("action")) {
                form.put("merchant_prepare_id", "1");
            }
            says(click.send(form), -1);
        }
    }

    private String signature(Map<String, String> form) {
        return ClickDesk.md5(form.get("click_trans_id")
                + form.get("service_id")
                + world.secret()
                + form.get("merchant_trans_id")
                + form.get("amount")
                + form.get("action")
                + form.get("sign_time"));
    }

    private String changed(String field) {
        return switch (field) {
            case "merchant_trans_id" -> world.stranger();
            case "sign_time" -> "2026-03-01 10:15:31";
            case "action" -> "1";
            default -> "2000";
        };
    }

    private void otherSecret() {
        var form = prepare(newId(), world.phone(), AMOUNT);
        says(click.send(form), -8);
        form.put("sign_string", signature(form).toUpperCase(Locale.ROOT));
        says(click.send(form), -8);
        form.put("sign_string", "0".repeat(32));
        says(click.send(form), -1);
    }

    private void forms() {
        for (var field : List.of(
                "click_trans_id",
                "service_id",
                "click_paydoc_id",
                "merchant_trans_id",
                "amount",
                "action",
                "error",
                "sign_time")) {
            var without = prepare(newId(), world.phone(), AMOUNT);
            without.put("sign_string", signature(without));
            without.remove(field);
            says(click.send(without), -8);
        }
        says(click.sendRaw(""), -8);
        says(click.sendRaw("{\"action\":0}"), -8);
        says(click.sendRaw("action=0&action=1"), -8);
        says(click.sendRaw("merchant_trans_id=%ff%fe"), -8);
        says(click.sendRaw("x=%"), -8);
        says(click.sendRaw("a=b&".repeat(30_000)), -8);
        unlessSame(200, world.wire().send("GET", ClickDesk.PATH, Map.of(), "").status(), "status of a GET");
    }

    private void amounts() {
        long id = newId();
        long number = prepared(id, world.phone(), "1000.00");
        says(click.signed(complete(id, world.phone(), "1000", number, 0)), 0);
        for (var wrong : List.of("1000.001", "1e3", "-1000", "1,000", "0x10", "NaN", "", "1000.")) {
            says(click.signed(prepare(newId(), world.phone(), wrong)), -8);
        }
        says(click.signed(prepare(newId(), world.phone(), "0")), -2);
        says(click.signed(prepare(newId(), world.phone(), "0.01")), -2);
        says(click.signed(prepare(newId(), world.phone(), "999999999999999")), -2);
    }

    private void actions() {
        var form = prepare(newId(), world.phone(), AMOUNT);
        form.put("action", "7");
        says(click.signed(form), -3);
        var anothers = prepare(newId(), world.phone(), AMOUNT);
        anothers.put("service_id", "2003");
        says(click.signed(anothers), -8);
        var body = ("click_trans_id=%d&service_id=2002&click_paydoc_id=3&merchant_trans_id=%s&amount=%s&action=0"
                        + "&error=0&sign_time=%s")
                .formatted(newId(), world.phone(), AMOUNT, "2026-03-01+10%3A15%3A30");
        var fields = prepare(Long.parseLong(body.substring(15, body.indexOf('&'))), world.phone(), AMOUNT);
        var signed = body + "&sign_string=" + signature(fields);
        says(click.sendTo(ClickDesk.PATH + "/complete", signed), -3);
        says(click.sendTo(ClickDesk.PATH + "/prepare", signed), 0);
    }

    private void manyAtOnce() {
        long id = newId();
        var numbers = together(16, () -> prepared(id));
        unlessSame(1L, numbers.stream().distinct().count(), "different numbers for one prepare");
        long number = numbers.getFirst();
        var errors = together(16, () -> completed(id, number, 0).path("error").asInt());
        unlessSame(1L, errors.stream().filter(error -> error == 0).count(), "successes of one complete");
        unlessSame(15L, errors.stream().filter(error -> error == -4).count(), "repeats of one complete");
    }

    private void completeFirst() {
        long id = newId();
        says(completed(id, 1, 0), -6);
        says(click.signed(complete(id, world.stranger(), AMOUNT, 1, 0)), -5);
        long number = prepared(id);
        says(click.signed(complete(id, world.stranger(), AMOUNT, number, 0)), -5);
        says(completed(id, number + 1, 0), -6);
        says(completed(id, number, 0), 0);
    }

    private void refusals(KitWorld.Refusals who) {
        says(click.signed(prepare(newId(), who.limited(), AMOUNT)), -2);
        long id = newId();
        says(click.signed(prepare(id, who.stopped(), AMOUNT)), -7);
        says(click.signed(complete(id, who.stopped(), AMOUNT, 1, 0)), -6);
    }

    // Click takes no other no after the debit than these, and gives the money back on this one.
    private void stoppedLater(KitWorld.StoppedLater payee) {
        long id = newId();
        long number = prepared(id, payee.phone(), AMOUNT);
        payee.begins().run();
        var heard = together(8, () -> click.signed(complete(id, payee.phone(), AMOUNT, number, 0)));
        payee.ends().run();
        heard.forEach(answer -> says(answer, -9));
        says(click.signed(complete(id, payee.phone(), AMOUNT, number, 0)), -9);
        says(click.signed(complete(id, payee.phone(), AMOUNT, number, FAILED)), -9);
        says(click.signed(prepare(id, payee.phone(), AMOUNT)), -9);
    }

    private void otherContent() {
        long id = newId();
        prepared(id);
        says(click.signed(prepare(id, world.phone(), "2000")), -2);
    }

    private void invoice(KitInvoice invoice) {
        var right = "%d.%02d".formatted(invoice.minor() / 100, invoice.minor() % 100);
        says(click.signed(prepare(newId(), invoice.number(), AMOUNT)), -2);
        long id = newId();
        long number = prepared(id, invoice.number(), right);
        says(click.signed(prepare(newId(), invoice.number(), right)), -4);
        says(click.signed(complete(id, invoice.number(), right, number, 0)), 0);
        says(click.signed(prepare(newId(), invoice.number(), right)), -4);
    }

    private void card(KitWorld.CardCode code) {
        says(click.signed(prepare(newId(), code.mistyped(), AMOUNT)), -5);
        says(click.signed(prepare(newId(), KitWorld.CardCode.NUMBER, AMOUNT)), -5);
        long id = newId();
        long number = prepared(id, code.text(), AMOUNT);
        says(click.signed(complete(id, code.text(), AMOUNT, number, 0)), 0);
        says(click.signed(complete(id, code.text(), AMOUNT, number, FAILED)), -4);
        says(click.signed(complete(id, code.text(), AMOUNT, number, 0)), -4);
    }

    private void lateCancel(Runnable spend) {
        long id = newId();
        long number = prepared(id);
        says(completed(id, number, 0), 0);
        spend.run();
        says(completed(id, number, FAILED), -4);
        says(completed(id, number, 0), -4);
    }
}
