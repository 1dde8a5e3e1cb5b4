package gateway.inbound.web;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.inbound.No;
import gateway.inbound.To;
import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.TransferList;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.StrictJson;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import jakarta.validation.Validation;
import java.time.LocalDate;
import java.util.UUID;

/** A partner's check or list, from its bytes to what we are asked: read, or refused in the protocol's words. */
public final class InboundQuestionFuzz implements FuzzTarget {

    private static final PartnerId PARTNER = new PartnerId(new UUID(0, 1));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private final StrictJson json =
            new StrictJson(Validation.buildDefaultValidatorFactory().getValidator());

    @Override
    public void read(byte[] input) {
        refusing(() -> {
            var question = CheckQuestions.of(PARTNER, json.read(input, CheckCredit.class), TODAY);
            Promises.holds(question.sent().isPositive(), "something is sent");
            Promises.holds(!question.sent().asset().equals(Asset.UZS), "so'm come from nowhere");
            Promises.same("Question[" + PARTNER + "]", question.toString());
            if (!(question.to() instanceof To.Token)) {
                Promises.holds(question.to().toString().endsWith("[***]"), "phones and cards stay out of logs");
            }
        });
        refusing(() -> {
            var period = json.read(input, TransferList.class).createTime();
            Promises.holds(
                    RegistryController.time("from", period.from()).toString().length() < 40, "a time of our days");
        });
    }

    private static void refusing(Runnable reading) {
        try {
            reading.run();
        } catch (Refused refused) {
            Promises.same(No.UNREADABLE, refused.no());
            Promises.holds(refused.field() != null, "a refusal names its field");
        } catch (ProblemException problem) {
            Promises.holds(problem.type() instanceof RequestProblem, "what cannot be read is the sender's mistake");
        }
    }
}
