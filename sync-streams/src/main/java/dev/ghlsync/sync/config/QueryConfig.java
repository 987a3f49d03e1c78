package dev.ghlsync.sync.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where the query API listens and how other instances reach it.
 *
 * @param port 0 picks a free one
 * @param advertised host and port that other instances use; null means where it listens
 * @param apiToken bearer token; without one it must listen on a loopback address
 */
public record QueryConfig(
        String host,
        int port,
        @Nullable HostInfo advertised,
        @Nullable ApiToken apiToken) {

    public QueryConfig {
        if (apiToken == null && !resolved(host).isLoopbackAddress()) {
            throw new IllegalArgumentException("QUERY_HOST is '" + host
                    + "', which other machines can reach, and API_TOKEN is not set; set API_TOKEN, or QUERY_HOST to"
                    + " 127.0.0.1.");
        }
    }

    static QueryConfig from(Env env) {
        var token = env.text("API_TOKEN");
        return new QueryConfig(
                env.text("QUERY_HOST", "127.0.0.1"),
                env.number("QUERY_PORT", 8082, 0, 65_535),
                hostInfo(env.text("APPLICATION_SERVER")),
                token == null ? null : new ApiToken(token));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(resolved(host), port);
    }

    /**
     * What other instances are told: as configured; otherwise the address listened on, and this machine's host name when that is
     * every address.
     *
     * @param listening the bound address, whose port is known
     */
    public HostInfo advertise(InetSocketAddress listening) {
        if (advertised != null) {
            return advertised;
        }
        if (!listening.getAddress().isAnyLocalAddress()) {
            return new HostInfo(host, listening.getPort());
        }
        try {
            return new HostInfo(InetAddress.getLocalHost().getHostName(), listening.getPort());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "This machine's host name is not known; set APPLICATION_SERVER to the host:port at which other"
                            + " instances reach this one.",
                    e);
        }
    }

    private static InetAddress resolved(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "QUERY_HOST is '" + host
                            + "', which is no address of this machine; set it to one such as 127.0.0.1.",
                    e);
        }
    }

    private static @Nullable HostInfo hostInfo(@Nullable String server) {
        if (server == null) {
            return null;
        }
        int colon = server.lastIndexOf(':');
        if (colon > 0 && server.substring(colon + 1).matches("\\d{1,5}")) {
            return new HostInfo(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
        }
        throw new IllegalArgumentException("APPLICATION_SERVER is '" + server
                + "', which is not host:port; set it to where other instances reach this one, such as streams-1:8082.");
    }
}
