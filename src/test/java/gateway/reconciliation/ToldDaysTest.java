package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.reconciliation.ToldDays.Told;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of which days a book of several accounts has told all. */
class ToldDaysTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Set<String> BOTH = Set.of("A", "B");

    private static Told told(int later, String account) {
        return new Told(MONDAY.plusDays(later), account);
    }

    @Test
    void aDayIsToldWhenAllAccountsAre() {
        var days = ToldDays.of(Set.of(told(0, "A"), told(0, "B"), told(1, "A")), BOTH);

        assertThat(days.tells(MONDAY)).isTrue();
        assertThat(days.isHalf(MONDAY)).isFalse();
        assertThat(days.tells(MONDAY.plusDays(1))).isFalse();
        assertThat(days.isHalf(MONDAY.plusDays(1))).isTrue();
    }

    @Test
    void aTableOfAllAccountsTellsOfAll() {
        var days = ToldDays.of(Set.of(told(0, "")), BOTH);

        assertThat(days.tells(MONDAY)).isTrue();
        assertThat(days.isHalf(MONDAY)).isFalse();
    }

    /** On Monday one statement tells of Saturday as well, and the other account's is still to come. */
    @Test
    void aLineBetweenTwoFilesWaitsForTheOtherAccount() {
        var days = ToldDays.of(Set.of(told(0, "A"), told(0, "B"), told(3, "A")), BOTH);

        assertThat(days.isHalf(MONDAY.plusDays(2))).isTrue();
        assertThat(ToldDays.of(Set.of(told(0, "A"), told(0, "B"), told(3, "A"), told(3, "B")), BOTH)
                        .isHalf(MONDAY.plusDays(2)))
                .isFalse();
    }

    @Test
    void withOneAccountNothingIsEverHalf() {
        var days = ToldDays.of(Set.of(told(0, "A")), Set.of("A"));

        assertThat(days.isHalf(MONDAY.plusDays(1))).isFalse();
        assertThat(days).isEqualTo(ToldDays.of(Set.of(MONDAY)));
    }
}
