package dev.ghlsync.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds and probes TCP ports on loopback. */
public final class LoopbackPorts {
    private LoopbackPorts() {}

    /** A port that was free a moment ago; nothing keeps others from taking it before the caller does. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free TCP port on loopback.", e);
        }
    }

    /** {@code port}, or a free one when it is 0. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /**
     * Fails when something listens on the port.
     *
     * @param user what wants the port, for the message
     * @param remedy what to set to get another port, for the message
     */
    public static void requireFree(int port, String user, String remedy) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new PortTakenException(
                    "Port " + port + " on 127.0.0.1 is taken, so " + user
                            + " cannot listen on it; stop what uses it or " + remedy + ".",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " on 127.0.0.1 cannot be probed.", e);
        }
    }
}
