package gateway.corebanking;

import gateway.corebanking.AccountMap.Account;
import gateway.packs.PackKind;
import gateway.rulebook.Remark;
import gateway.rulebook.UnfitPack;
import java.time.Instant;

/** Account maps as a kind of pack. */
public final class AccountMapPacks implements PackKind<AccountMap> {

    @Override
    public String name() {
        return "account-map";
    }

    @Override
    public AccountMap read(String text) {
        return AccountMapReader.read(text);
    }

    /**
     * The number that stood for an account at a moment that is over stays. What had none may be given one for the past:
     * documents wait for it.
     */
    @Override
    public void checkSuccession(AccountMap before, AccountMap after, Instant now) {
        before.accounts().stream()
                .filter(old -> old.validity().hasBegun(now))
                .filter(old -> after.accounts().stream().noneMatch(it -> continues(old, it, now)))
                .forEach(AccountMapPacks::refuse);
    }

    private static boolean continues(Account old, Account it, Instant now) {
        return it.account().equals(old.account())
                && it.currency().equals(old.currency())
                && it.number().equals(old.number())
                && it.validity().from().equals(old.validity().from())
                && old.validity().mayEndAs(it.validity(), now);
    }

    private static void refuse(Account it) {
        throw new UnfitPack(new Remark(
                1,
                it.account() + " " + it.currency().code(),
                "has begun and cannot be dropped, changed or ended in the past"));
    }
}
