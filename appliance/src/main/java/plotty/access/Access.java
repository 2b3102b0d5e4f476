package plotty.access;

import java.net.InetAddress;

/**
 * What clients without credentials may do.
 *
 * @param anonymous role of a client without credentials
 * @param loopback role of a client on this machine, if that is more
 */
public record Access(Role anonymous, Role loopback) implements Guard {

    /** The role of a client without credentials at this address. */
    public Role roleOf(InetAddress client) {
        return client.isLoopbackAddress() && loopback.covers(anonymous) ? loopback : anonymous;
    }

    /** Looks at the address only. What a proxy passed on gets no more than a stranger does. */
    @Override
    public Principal identify(Credentials credentials) {
        return Principal.anonymous(credentials.passedOn() ? anonymous : roleOf(credentials.client()));
    }
}
