package plotty.access;

import java.net.InetAddress;

/**
 * Decides a client's role. Until there are logins, the address decides.
 *
 * @param anonymous role of a client without credentials
 * @param loopback role of a client on this machine, if that is more
 */
public record Access(Role anonymous, Role loopback) {

    /** The role of a client without credentials at this address. */
    public Role roleOf(InetAddress client) {
        return client.isLoopbackAddress() && loopback.covers(anonymous) ? loopback : anonymous;
    }
}
