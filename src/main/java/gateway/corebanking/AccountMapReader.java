package gateway.corebanking;

import gateway.corebanking.AccountMap.Account;
import gateway.corebanking.AccountMap.Code;
import gateway.corebanking.AccountMap.Kind;
import gateway.rulebook.BankTime;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import gateway.rulebook.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads an account map from its text; an {@link UnfitPack} names line and reason, and then nothing of it is used. */
public final class AccountMapReader {

    private static final int FORMAT = 1;
    private static final Predicate<String> ACCOUNT =
            Pattern.compile("[a-z][a-z0-9-]{0,31}(:[a-z][a-z0-9-]{0,31})?").asMatchPredicate();
    private static final Predicate<String> NUMBER = Pattern.compile("[0-9]{20}").asMatchPredicate();
    private static final Predicate<String> CODE = Pattern.compile("[0-9]{5}").asMatchPredicate();

    private AccountMapReader() {}

    public static AccountMap read(String text) {
        var fields = Fields.of(PackText.read(text), "format", "pack", "accounts", "purposes");
        var format = fields.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        return new AccountMap(
                fields.required("pack").id(),
                accounts(fields.required("accounts").items()),
                codes(fields.required("purposes").items()));
    }

    private static List<Account> accounts(List<PackNode> places) {
        var accounts = new ArrayList<Account>();
        for (var place : places) {
            var account = account(place);
            if (accounts.stream().anyMatch(other -> clash(other, account))) {
                throw place.fault("holds at the same time as another one for the same account");
            }
            accounts.add(account);
        }
        return accounts;
    }

    private static boolean clash(Account one, Account other) {
        return one.account().equals(other.account())
                && one.currency().equals(other.currency())
                && one.validity().overlaps(other.validity());
    }

    private static Account account(PackNode place) {
        var fields = Fields.of(place, "account", "currency", "number", "from", "until");
        return new Account(
                matching(fields.required("account"), ACCOUNT, "must be one of our accounts, such as clearing:humo"),
                fields.required("currency").currency(),
                matching(fields.required("number"), NUMBER, "must be twenty digits"),
                validity(fields));
    }

    private static Validity validity(Fields fields) {
        var from = begins(fields.required("from").day());
        var until = fields.optional("until");
        if (until.isPresent() && !begins(until.get().day()).isAfter(from)) {
            throw until.get().fault("must be later than from");
        }
        return new Validity(
                from, until.map(PackNode::day).map(AccountMapReader::begins).orElse(null));
    }

    private static List<Code> codes(List<PackNode> places) {
        var codes = new ArrayList<Code>();
        for (var place : places) {
            var fields = Fields.of(place, "purpose", "code");
            var code = new Code(
                    fields.required("purpose").word(Kind.values()),
                    matching(fields.required("code"), CODE, "must be five digits"));
            if (codes.stream().anyMatch(it -> it.purpose() == code.purpose())) {
                throw place.fault("is there twice");
            }
            codes.add(code);
        }
        return codes;
    }

    private static String matching(PackNode place, Predicate<String> form, String otherwise) {
        return place.read(otherwise, text -> Optional.of(text).filter(form));
    }

    private static Instant begins(LocalDate day) {
        return day.atStartOfDay(BankTime.ZONE).toInstant();
    }
}
