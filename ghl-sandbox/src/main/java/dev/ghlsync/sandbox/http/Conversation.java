package dev.ghlsync.sandbox.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: requests are served in the order in which they came, each after the answer to the one before. */
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private record Arrived(Request request, boolean keepAlive) {}

    private final Function<Request, Exchange> service;
    private final Executor threads;
    private final InstantSource clock;
    /** Touched by the connection's event loop only, {@code busy} too. */
    private final Deque<Arrived> waiting = new ArrayDeque<>();

    private boolean busy;

    Conversation(Function<Request, Exchange> service, Executor threads, InstantSource clock) {
        this.service = service;
        this.threads = threads;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (message.decoderResult().isFailure()) {
            LOG.debug("no HTTP: {}", message.decoderResult().cause().toString());
            var _ = context.close();
            return;
        }
        waiting.add(new Arrived(request(message), HttpUtil.isKeepAlive(message)));
        if (!busy) {
            next(context.channel());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection broke: {}", cause.toString());
        var _ = context.close();
    }

    private void next(Channel channel) {
        Arrived arrived = waiting.poll();
        busy = arrived != null;
        if (arrived != null) {
            threads.execute(() -> serve(channel, arrived));
        }
    }

    private void serve(Channel channel, Arrived arrived) {
        try {
            switch (outcome(arrived.request())) {
                case Exchange.Answer answer -> send(channel, arrived, answer.reply());
                case Exchange.Streamed streamed -> stream(channel, arrived, streamed);
                case Exchange.CutShort cut -> cutShort(channel, cut.reply());
                case Exchange.Hangup hangup -> reset(channel);
            }
        } catch (RuntimeException bug) {
            LOG.error(
                    "the sandbox could not answer {} {}",
                    arrived.request().method(),
                    arrived.request().path(),
                    bug);
            var _ = channel.close();
        }
    }

    private Exchange outcome(Request request) {
        try {
            return service.apply(request);
        } catch (RuntimeException bug) {
            LOG.error("the sandbox failed on {} {}", request.method(), request.path(), bug);
            return new Exchange.Answer(Reply.refusal(500, "Internal server error", "sandbox bug: " + bug));
        }
    }

    private void send(Channel channel, Arrived arrived, Reply reply) {
        ByteBuf body = Unpooled.wrappedBuffer(reply.bytes());
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body);
        head(response, reply.contentType(), reply.headers());
        HttpUtil.setContentLength(response, body.readableBytes());
        HttpUtil.setKeepAlive(response, arrived.keepAlive());
        goOn(channel, arrived, channel.writeAndFlush(response));
    }

    private void stream(Channel channel, Arrived arrived, Exchange.Streamed streamed) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(streamed.status()));
        head(response, streamed.contentType(), Map.of());
        HttpUtil.setTransferEncodingChunked(response, true);
        HttpUtil.setKeepAlive(response, arrived.keepAlive());
        var _ = channel.write(response);
        try (var out = new Chunks(channel)) {
            streamed.body().writeTo(out);
        } catch (IOException e) {
            LOG.debug("an answer could not be written to its end: {}", e.toString());
            var _ = channel.close();
            return;
        }
        goOn(channel, arrived, channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private void goOn(Channel channel, Arrived arrived, ChannelFuture sent) {
        if (arrived.keepAlive()) {
            sent.addListener(done -> next(channel));
        } else {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void cutShort(Channel channel, Reply reply) {
        byte[] body = reply.bytes();
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        head(response, reply.contentType(), reply.headers());
        HttpUtil.setContentLength(response, body.length);
        var _ = channel.write(response);
        channel.writeAndFlush(Unpooled.wrappedBuffer(body, 0, body.length / 2))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** A reset instead of an orderly end: with no lingering the system sends RST. */
    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = channel.close();
    }

    private void head(HttpResponse response, String contentType, Map<String, String> more) {
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.SERVER, "ghl-sandbox");
        headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(clock.instant()));
        headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        more.forEach(headers::set);
    }

    private static Request request(FullHttpRequest message) {
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        String target = message.uri();
        int query = target.indexOf('?');
        return new Request(
                message.method().name(),
                query < 0 ? target : target.substring(0, query),
                Urls.pairs(query < 0 ? null : target.substring(query + 1)),
                headers,
                ByteBufUtil.getBytes(message.content()));
    }
}
