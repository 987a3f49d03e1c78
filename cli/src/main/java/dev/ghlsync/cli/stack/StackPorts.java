package dev.ghlsync.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loopback ports of the members, each between 1 and 65535 and no two alike. Immutable. */
public final class StackPorts {
    private final Map<Member, Integer> ports;

    private StackPorts(Map<Member, Integer> ports) {
        this.ports = new EnumMap<>(ports);
    }

    /**
     * @param chosen ports that differ from the defaults
     * @throws IllegalArgumentException when a port is out of range or wanted twice; the message is one sentence with the remedy
     */
    public static StackPorts withDefaults(Map<Member, Integer> chosen) {
        var ports = new EnumMap<Member, Integer>(Member.class);
        for (Member member : Member.values()) {
            int port = chosen.getOrDefault(member, member.defaultPort());
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("Port " + port + " for " + member.label() + " is out of range; give "
                        + member.portFlag() + " a number from 1 to 65535.");
            }
            ports.forEach((other, taken) -> {
                if (taken == port) {
                    throw new IllegalArgumentException("Port " + port + " is wanted by both " + other.label() + " and "
                            + member.label() + "; change " + other.portFlag() + " or " + member.portFlag() + ".");
                }
            });
            ports.put(member, port);
        }
        return new StackPorts(ports);
    }

    /** Ports that are free now; another program may still take one before its member starts. */
    public static StackPorts free() {
        var free = free(Member.values().length).iterator();
        var ports = new EnumMap<Member, Integer>(Member.class);
        for (Member member : Member.values()) {
            ports.put(member, free.next());
        }
        return new StackPorts(ports);
    }

    public int of(Member member) {
        return ports.get(member);
    }

    /**
     * @throws StackException naming the first port that another program holds, its member and the flag to change it
     */
    void requireFree(Set<Member> members) {
        for (Member member : EnumSet.copyOf(members)) {
            int port = of(member);
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            } catch (IOException e) {
                throw new StackException("Port " + port + " on 127.0.0.1, wanted for " + member.label()
                        + ", is taken by another program; stop that program or choose another port with "
                        + member.portFlag() + ".");
            }
        }
    }

    /** So many different loopback ports that are free now. */
    static List<Integer> free(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No free loopback port could be had.", e);
        } finally {
            sockets.forEach(StackPorts::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
