package plotty.access;

import java.time.Duration;
import java.util.Optional;

/**
 * How the accounts behave.
 *
 * @param roles what clients without credentials may do
 * @param configuredKey a key from the configuration, role operator; secret
 * @param perPrincipal how often one user or key may ask
 * @param perAddress how often one address may ask, whoever it is
 * @param sessionIdle after how long without use a login ends, at least five minutes
 * @param sessionLength after how long it ends in any case, not less than {@code sessionIdle}
 * @param auditRows how many entries of the audit log are kept, at least 100
 */
public record AccessSettings(
        Access roles,
        Optional<String> configuredKey,
        Rate perPrincipal,
        Rate perAddress,
        Duration sessionIdle,
        Duration sessionLength,
        int auditRows) {

    /** Checks the ranges. */
    public AccessSettings {
        if (configuredKey.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("An empty key would let everybody in");
        }
        if (sessionIdle.compareTo(Duration.ofMinutes(5)) < 0 || sessionLength.compareTo(sessionIdle) < 0) {
            throw new IllegalArgumentException("A login lasts at least five minutes, and not less than without use");
        }
        if (auditRows < 100) {
            throw new IllegalArgumentException("The audit log keeps at least 100 entries");
        }
    }

    /** 50 requests per second, twice as many per address; logins for 30 days, 7 without use; 50,000 audit entries. */
    public static AccessSettings of(Access roles) {
        return new AccessSettings(
                roles,
                Optional.empty(),
                new Rate(50, 200),
                new Rate(100, 400),
                Duration.ofDays(7),
                Duration.ofDays(30),
                50_000);
    }

    /** The same with a key from the configuration. */
    public AccessSettings withConfiguredKey(Optional<String> key) {
        return new AccessSettings(roles, key, perPrincipal, perAddress, sessionIdle, sessionLength, auditRows);
    }

    /** The same with other rates. */
    public AccessSettings withRates(Rate principal, Rate address) {
        return new AccessSettings(roles, configuredKey, principal, address, sessionIdle, sessionLength, auditRows);
    }

    /** The same with logins of other lengths. */
    public AccessSettings withSessions(Duration idle, Duration length) {
        return new AccessSettings(roles, configuredKey, perPrincipal, perAddress, idle, length, auditRows);
    }

    /** The same with another number of audit entries. */
    public AccessSettings withAuditRows(int rows) {
        return new AccessSettings(roles, configuredKey, perPrincipal, perAddress, sessionIdle, sessionLength, rows);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AccessSettings[roles=%s, configuredKey=%s, perPrincipal=%s, perAddress=%s, sessionIdle=%s, sessionLength=%s, auditRows=%d]"
                .formatted(
                        roles,
                        configuredKey.isPresent() ? "set" : "none",
                        perPrincipal,
                        perAddress,
                        sessionIdle,
                        sessionLength,
                        auditRows);
    }
}
