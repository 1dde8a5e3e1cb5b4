package gateway.payments;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes payments and refunds as JSON: the same bytes for the answer, its stored copy and the event. */
@Component
public class PaymentRenderer {

    private final DeclineTexts texts = DeclineTexts.load();
    private final ObjectWriter payments;
    private final ObjectWriter refunds;
    private final ObjectWriter lists;

    PaymentRenderer() {
        var mapper = JsonMapper.builder().build();
        payments = mapper.writerFor(PaymentView.class);
        refunds = mapper.writerFor(RefundView.class);
        lists = mapper.writer();
    }

    public byte[] render(Payment payment) {
        return payments.writeValueAsBytes(PaymentView.of(payment, texts));
    }

    public byte[] render(Refund refund) {
        return refunds.writeValueAsBytes(RefundView.of(refund, texts));
    }

    /** @param next the cursor of the following page; null on the last */
    public byte[] render(List<Payment> page, @org.jspecify.annotations.Nullable String next) {
        var items = page.stream().map(payment -> PaymentView.of(payment, texts)).toList();
        return lists.writeValueAsBytes(new Page(items, next));
    }

    public byte[] renderRefunds(List<Refund> page) {
        return lists.writeValueAsBytes(new RefundPage(
                page.stream().map(refund -> RefundView.of(refund, texts)).toList()));
    }

    /** A page of payments. */
    public record Page(
            List<PaymentView> items,
            @org.jspecify.annotations.Nullable String next) {}

    /** All refunds of a payment. */
    public record RefundPage(List<RefundView> items) {}
}
