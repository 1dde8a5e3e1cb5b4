package gateway.platform.http;

import java.util.Set;

/**
 * The member of the bank's staff a request comes from, proven by their token. A controller takes it as a parameter that
 * says which role it {@link Needs}.
 *
 * @param name unique; what trails and two-person acts know them by
 */
public record Staff(String name, Set<StaffRole> roles) {

    /** Under this name the member stands in the request's attributes. */
    public static final String ATTRIBUTE = Staff.class.getName();

    public Staff {
        roles = Set.copyOf(roles);
    }
}
