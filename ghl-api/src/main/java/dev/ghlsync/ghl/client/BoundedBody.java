package dev.ghlsync.ghl.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a response body up to a bound, and says which of the two happened. */
final class BoundedBody implements BodySubscriber<BoundedBody.Content> {

    sealed interface Content {}

    record Complete(byte[] bytes) implements Content {}

    record TooLarge() implements Content {}

    private final int bytesMax;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CompletableFuture<Content> content = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private BoundedBody(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    static BodyHandler<Content> handler(int bytesMax) {
        return response -> new BoundedBody(bytesMax);
    }

    @Override
    public CompletionStage<Content> getBody() {
        return content;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (collected.size() + (long) buffer.remaining() > bytesMax) {
                if (subscription != null) {
                    subscription.cancel();
                }
                content.complete(new TooLarge());
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            collected.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        content.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        content.complete(new Complete(collected.toByteArray()));
    }
}
