package gateway.shared.ids;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An id in an address or a body: exactly the text it is written as, or none. */
public final class IdFuzz implements FuzzTarget {

    private static final List<Function<String, Optional<?>>> PARSERS = List.of(
            AccountId::parse,
            BeneficiaryId::parse,
            CardId::parse,
            CaseId::parse,
            ChallengeId::parse,
            CustomerId::parse,
            DeviceId::parse,
            EndpointId::parse,
            IssuedCardId::parse,
            MerchantId::parse,
            PartnerId::parse,
            PartnerKeyId::parse,
            PaymentId::parse,
            QuoteId::parse,
            RefundId::parse,
            RegistrationId::parse,
            RemittanceId::parse,
            SessionId::parse,
            SignatureKeyId::parse,
            TransferId::parse);

    @Override
    public void read(byte[] input) {
        var text = Promises.latin(input);
        long meanings = PARSERS.stream()
                .flatMap(parser -> parser.apply(text).stream())
                .peek(id -> Promises.same(text, id.toString()))
                .count();
        Promises.holds(meanings <= 1, "an id is of one kind");
    }
}
