package sandbox.mobile;

import sandbox.mobile.MobileApp.Reply;
import tools.jackson.databind.JsonNode;

/** The phone did not get what it asked for; the message is one line for whoever holds it. */
public final class Refusal extends IllegalStateException {

    private static final long serialVersionUID = 1;

    Refusal(String why) {
        super(why);
    }

    /** An answer that is not the expected one: status, title, detail, and the field where one is to blame. */
    static Refusal of(Reply reply) {
        return new Refusal(text(reply));
    }

    static String text(Reply reply) {
        var title = reply.body().path("title").asString("");
        return title.isEmpty()
                ? reply.status() + " " + reply.text().lines().findFirst().orElse("without a word")
                : "%d %s%s%s"
                        .formatted(
                                reply.status(),
                                title,
                                part(": %s", reply, "detail"),
                                part(" (field %s)", reply, "field"));
    }

    private static String part(String form, Reply reply, String name) {
        JsonNode value = reply.body().path(name);
        return value.isMissingNode() ? "" : form.formatted(value.asString());
    }
}
