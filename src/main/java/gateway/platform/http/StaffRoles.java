package gateway.platform.http;

import java.util.Set;
import java.util.stream.Collectors;

/** Whether a member of the staff may do something. */
public final class StaffRoles {

    private StaffRoles() {}

    /** Throws {@link RequestProblem#ROLE_MISSING} when they have none of them. */
    public static void check(Staff staff, Set<StaffRole> needed) {
        if (needed.stream().noneMatch(staff.roles()::contains)) {
            throw RequestProblem.ROLE_MISSING.because(
                    "Needs the role " + needed.stream().sorted().map(Enum::name).collect(Collectors.joining(" or ")));
        }
    }
}
