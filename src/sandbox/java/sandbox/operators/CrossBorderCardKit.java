package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.util.List;
import java.util.Optional;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.JsonNode;

/** A partner abroad that sends to a customer's card: by its number, by its token, and what goes wrong. */
public final class CrossBorderCardKit extends PartnerKit {

    private static final String NOBODYS = "8600490000000001";

    private final String card;

    /** @param card number of a card that the customer has linked */
    public CrossBorderCardKit(PartnerWorld world, String card) {
        this(world, card, Optional.empty());
    }

    /** @param unlink ends the card's link; comes last, because the customer has to link it again */
    public CrossBorderCardKit(PartnerWorld world, String card, Optional<Runnable> unlink) {
        super(world);
        this.card = card;
        scenario("by number: told masked, credited, and the number is nowhere in an answer", this::byNumber);
        scenario("card and card_list: tokens with which it is sent", this::byToken);
        scenario("replay: one of sixteen confirmations for a card", this::manyAtOnce);
        scenario("no such card: unknown, mistyped, forged tokens, no PAN", this::strangers);
        scenario("another bank, another sum than was told", this::contradictions);
        unlink.ifPresent(it -> scenario("a card that is linked no more: neither number nor token", () -> unlinked(it)));
    }

    private Heard check(String type, String value, String id) {
        return post("check_credit", orderTo(type, value, id, String.valueOf(AMOUNT), "USD", rate("USD")));
    }

    private void byNumber() {
        world.fund().run();
        long before = left();
        var id = newId();
        var checked = fine(check("CARD", card, id), "APPROVED");
        unlessSame(masked(), checked.path("receiverCardNumber").asString(), "receiverCardNumber");
        unless(
                List.of("UZCARD", "HUMO", "VISA")
                        .contains(checked.path("receiverPaymentSystem").asString()),
                "receiverPaymentSystem");
        var confirmed = fine(about("confirm_credit", id), "SUCCESS");
        var status = fine(about("status", id), "SUCCESS");
        unlessSame(before - AMOUNT, left(), "what is left");
        for (JsonNode answer : List.of(checked, confirmed, status)) {
            unless(!answer.toString().contains(card), "no answer holds the number");
        }
    }

    private String masked() {
        return card.substring(0, 6) + "*".repeat(card.length() - 10) + card.substring(card.length() - 4);
    }

    private void byToken() {
        var one = fine(post("card", "{\"cardPan\":\"%s\"}".formatted(card)));
        unlessSame(
                "**" + card.substring(card.length() - 4), one.path("maskedPan").asString(), "maskedPan");
        unlessSame("OQM", one.path("bankLabel").asString(), "bankLabel");
        unlessSame("UZS", one.path("currency").asString(), "currency");
        var all = fine(post("card_list", "{\"phone\":\"%s\"}".formatted(world.phone())));
        var listed = all.valueStream()
                .filter(it -> it.path("maskedPan").equals(one.path("maskedPan")))
                .findFirst();
        unless(listed.isPresent(), "the card is in the list");
        unless(!all.toString().contains(card) && !one.toString().contains(card), "no answer holds the number");
        for (var token : List.of(one, listed.get())) {
            var id = newId();
            fine(check("TOKEN", token.path("token").asString(), id), "APPROVED");
            fine(about("confirm_credit", id), "SUCCESS");
        }
    }

    private void manyAtOnce() {
        var id = newId();
        long before = left();
        fine(check("CARD", card, id), "APPROVED");
        var confirmations = together(16, () -> about("confirm_credit", id));
        unlessSame(
                1L, confirmations.stream().filter(it -> it.status() == 200).count(), "confirmations that were taken");
        fine(about("status", id), "SUCCESS");
        unlessSame(before - AMOUNT, left(), "what is left");
    }

    private void strangers() {
        var token = fine(post("card", "{\"cardPan\":\"%s\"}".formatted(card)))
                .path("token")
                .asString();
        var forged = token.substring(0, 20) + (token.charAt(20) == 'A' ? 'B' : 'A') + token.substring(21);
        failed(check("CARD", NOBODYS, newId()), 400, 10_203);
        failed(check("CARD", card.substring(0, 15) + (card.charAt(15) == '0' ? '1' : '0'), newId()), 400, 10_203);
        failed(check("TOKEN", forged, newId()), 400, 10_203);
        failed(check("TOKEN", "abc", newId()), 400, 10_203);
        failed(post("card", "{\"cardPan\":\"%s\"}".formatted(NOBODYS)), 400, 10_203);
        failed(post("card_list", "{\"phone\":\"%s\"}".formatted(world.stranger())), 400, 10_203);
        for (var wrong : List.of("860049", card + "0000", "4 4 4", "")) {
            var heard = failed(check("CARD", wrong, newId()), 400, 10_002);
            unlessSame(
                    "identificationValue",
                    heard.path("errorDetails").path(0).path("field").asString(),
                    "the field");
        }
    }

    private void contradictions() {
        var order = orderTo("CARD", card, newId(), String.valueOf(AMOUNT), "USD", rate("USD"));
        failed(post("check_credit", order.replace("OQM", "PTT")), 400, 10_225);
        var told = order.replace("\"senderAmount\"", "\"receiverAmount\":1,\"senderAmount\"");
        failed(post("check_credit", told), 400, 10_208);
        fine(post("check_credit", order.replace("\"bankLabel\":\"OQM\",", "")), "APPROVED");
    }

    private void unlinked(Runnable unlink) {
        var token = fine(post("card", "{\"cardPan\":\"%s\"}".formatted(card)))
                .path("token")
                .asString();
        var before = newId();
        fine(check("TOKEN", token, before), "APPROVED");
        unlink.run();
        failed(check("CARD", card, newId()), 400, 10_203);
        failed(check("TOKEN", token, newId()), 400, 10_203);
        failed(post("card", "{\"cardPan\":\"%s\"}".formatted(card)), 400, 10_203);
        // It was checked before, so the wallet gets it, and keeps it.
        fine(about("confirm_credit", before), "SUCCESS");
    }
}
