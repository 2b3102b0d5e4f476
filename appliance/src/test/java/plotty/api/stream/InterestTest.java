package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.access.AccessEvent;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.activity.Activity;
import plotty.api.activity.CustomEvent;
import plotty.event.Channel;
import plotty.event.Event;

class InterestTest {
    private static final Interest ALL = Interest.in(EnumSet.allOf(Channel.class));
    private static final Event PEOPLE = new AccessEvent.KeyRevoked("vpype", "user:ada");
    private static final Event CUSTOM = new CustomEvent("paper-changed", "{}", "user:ada");

    @Test
    void who_comes_and_goes_is_heard_by_admins_only() {
        for (Role role : Role.values()) {
            assertEquals(role == Role.ADMIN, ALL.within(who(role)).covers(PEOPLE), role::name);
            assertEquals(role == Role.ADMIN, ALL.within(who(role)).covers(entry("access_update", "", "")), role::name);
        }
        assertEquals(false, ALL.covers(PEOPLE));
        Interest changed =
                ALL.within(who(Role.ADMIN)).withDevices(Set.of("attic")).withMaxRate(Optional.of(1.0));
        assertEquals(true, changed.covers(PEOPLE));
    }

    @Test
    void events_of_the_studio_s_own_are_heard_by_everybody() {
        assertEquals(true, ALL.within(who(Role.VIEWER)).covers(CUSTOM));
        assertEquals(true, ALL.within(who(Role.VIEWER, "attic")).covers(CUSTOM));
        assertEquals(true, ALL.within(who(Role.VIEWER, "attic")).covers(entry("custom", "", "")));
    }

    @Test
    void who_may_use_some_plotters_only_hears_of_their_activity_and_of_no_job_for_any() {
        Interest attic = ALL.within(who(Role.OPERATOR, "attic"));
        assertEquals(true, attic.covers(entry("job_update", "job", "attic")));
        assertEquals(false, attic.covers(entry("job_update", "job", "cellar")));
        assertEquals(false, attic.covers(entry("job_update", "job", "")));
        assertEquals(true, ALL.within(who(Role.OPERATOR)).covers(entry("job_update", "job", "")));
    }

    private static Principal who(Role role, String... devices) {
        return new Principal("key:test", Principal.Kind.KEY, role, Set.of(devices));
    }

    private static Activity entry(String type, String job, String device) {
        return new Activity(
                1,
                Instant.EPOCH,
                type,
                Activity.Severity.INFO,
                Optional.of(job).filter(id -> !id.isEmpty()),
                Optional.of(device).filter(id -> !id.isEmpty()),
                "Something happened.");
    }
}
