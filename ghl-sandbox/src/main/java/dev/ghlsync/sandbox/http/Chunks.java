package dev.ghlsync.sandbox.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.io.OutputStream;

/** Sends what is written in chunks, each after the one before has left, so that memory stays small. Not thread-safe. */
final class Chunks extends OutputStream {
    private static final int SIZE = 64 * 1024;

    private final Channel channel;
    private byte[] chunk = new byte[SIZE];
    private int filled;

    Chunks(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, SIZE - filled);
            System.arraycopy(bytes, offset + done, chunk, filled, part);
            filled += part;
            done += part;
            if (filled == SIZE) {
                send();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) {
            send();
        }
    }

    private void send() throws IOException {
        var content = new DefaultHttpContent(Unpooled.wrappedBuffer(chunk, 0, filled));
        var sent = channel.writeAndFlush(content).awaitUninterruptibly();
        if (!sent.isSuccess()) {
            throw new IOException("The client has gone.", sent.cause());
        }
        chunk = new byte[SIZE];
        filled = 0;
    }
}
