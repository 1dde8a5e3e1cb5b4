package gateway.notifications.web;

import gateway.notifications.Channel;
import gateway.notifications.Kind;
import gateway.notifications.NotificationProblem;
import gateway.notifications.QuietHours;
import gateway.notifications.wire.CarrierJson;
import gateway.notifications.wishes.Choices;
import gateway.notifications.wishes.Choices.Choice;
import gateway.notifications.wishes.Choices.Wish;
import gateway.notifications.wishes.PushTokens;
import gateway.platform.http.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a customer wants to be told, and where, over HTTP. */
@RestController
class PreferenceController {

    private static final int LONGEST_TOKEN = 1_024;

    private final Choices choices;
    private final PushTokens tokens;
    private final QuietHours quiet;

    PreferenceController(Choices choices, PushTokens tokens, QuietHours quiet) {
        this.choices = choices;
        this.tokens = tokens;
        this.quiet = quiet;
    }

    /**
     * One kind on one channel.
     *
     * @param kind such as `payment.completed`
     * @param channel `sms` or `push`
     * @param mandatory true when it cannot be switched off
     * @param quiet true when it waits for the end of quiet hours
     */
    record ChoiceView(String kind, String channel, boolean wanted, boolean mandatory, boolean quiet) {

        static ChoiceView of(Choice it) {
            return new ChoiceView(
                    it.kind().code(),
                    it.channel().code(),
                    it.wanted(),
                    it.mandatory(),
                    it.kind().isQuiet());
        }
    }

    /** The hours of the night in which nothing is told that can wait. */
    record QuietHoursView(String from, String until, String zone) {}

    /** Everything that can be told, and whether it is. */
    record PreferencesView(List<ChoiceView> choices, QuietHoursView quietHours) {}

    /** @param wanted whether it is told there from now on */
    record ChoiceRequest(
            @NotBlank @Size(max = 40) String kind,
            @NotBlank @Size(max = 10) String channel,
            @NotNull Boolean wanted) {}

    /** @param choices only what changes; all of it or nothing */
    record PreferencesRequest(
            @NotNull @Size(min = 1, max = 100) List<@Valid ChoiceRequest> choices) {}

    /** @param token as Firebase gave it to the app on this device */
    record PushTokenRequest(@NotBlank @Size(max = 1024) String token) {

        @Override
        public String toString() {
            return "PushTokenRequest";
        }
    }

    /** Shows what the customer is told, and where. */
    @GetMapping("/v1/notifications/preferences")
    Mono<PreferencesView> show(Caller caller) {
        return choices.of(caller.customer()).map(this::view);
    }

    /** Changes what the customer is told. What protects against thieves stays on. */
    @PutMapping("/v1/notifications/preferences")
    Mono<PreferencesView> choose(Caller caller, @Valid @RequestBody PreferencesRequest body) {
        var wishes = body.choices().stream().map(PreferenceController::wish).toList();
        return choices.choose(caller.customer(), wishes).map(this::view);
    }

    /** Has push messages sent to this device, and to nobody else who used its app before. */
    @PutMapping("/v1/devices/push-token")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> register(Caller caller, @Valid @RequestBody PushTokenRequest body) {
        var token = CarrierJson.word(body.token(), LONGEST_TOKEN)
                .orElseThrow(() -> NotificationProblem.PUSH_TOKEN_INVALID
                        .because("Send the token as Firebase gave it to the app")
                        .with("field", "token"));
        return tokens.register(caller, token);
    }

    /** Has no more push messages sent to this device. */
    @DeleteMapping("/v1/devices/push-token")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> forget(Caller caller) {
        return tokens.forget(caller);
    }

    private static Wish wish(ChoiceRequest it) {
        var kind = Kind.of(it.kind()).orElseThrow(() -> unknown("kind"));
        var channel = Channel.of(it.channel()).orElseThrow(() -> unknown("channel"));
        return new Wish(kind, channel, it.wanted());
    }

    private static RuntimeException unknown(String field) {
        return NotificationProblem.NOTIFICATION_UNKNOWN
                .because("GET /v1/notifications/preferences lists all there are")
                .with("field", field);
    }

    private PreferencesView view(List<Choice> all) {
        var hours = new QuietHoursView(quiet.from().toString(), quiet.until().toString(), QuietHours.TASHKENT.getId());
        return new PreferencesView(all.stream().map(ChoiceView::of).toList(), hours);
    }
}
