package dev.ghlsync.sandbox;

import dev.ghlsync.sandbox.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Prints how fast contacts are made, read and walked, and what they weigh. Arguments: contacts (100000), seconds of reading (10). */
final class LoadMain {
    private LoadMain() {}

    public static void main(String[] args) throws InterruptedException {
        int contacts = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        var config = SandboxConfig.defaults().withSettings(Settings.DEFAULTS.withLimits(0, 0));
        try (var server = SandboxServer.start(config)) {
            long start = System.nanoTime();
            var client = Client.ofNewLocation(server, "\"contacts\":" + contacts);
            print("made %,d contacts in %.2f s".formatted(contacts, seconds(start)));
            System.gc();
            print("heap used %,d MiB of %,d MiB"
                    .formatted(used() >> 20, Runtime.getRuntime().maxMemory() >> 20));
            List<String> ids = walk(client);
            read(client, ids, seconds);
        }
    }

    private static List<String> walk(Client client) {
        long start = System.nanoTime();
        List<String> ids = new ArrayList<>();
        String cursor = "";
        for (int before = -1; before < ids.size(); ) {
            before = ids.size();
            var page = client.call(
                            "POST",
                            "/contacts/search",
                            "{'locationId':'$L','pageLimit':500" + cursor
                                    + ",'sort':[{'field':'dateAdded','direction':'asc'}]}")
                    .json()
                    .path("contacts");
            for (var contact : page) {
                ids.add(contact.path("id").asText());
                cursor = ",'searchAfter':" + contact.path("searchAfter");
            }
        }
        print("walked %,d contacts by searchAfter in %.2f s".formatted(ids.size(), seconds(start)));
        return ids;
    }

    private static void read(Client client, List<String> ids, int seconds) throws InterruptedException {
        var reads = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> readers = IntStream.range(0, 16)
                .mapToObj(reader -> Thread.ofPlatform().start(() -> {
                    for (int i = reader; System.nanoTime() < end; i += 16) {
                        if (client.get("/contacts/" + ids.get(i % ids.size())).status() != 200) {
                            throw new IllegalStateException("a read failed");
                        }
                        reads.incrementAndGet();
                    }
                }))
                .toList();
        for (Thread reader : readers) {
            reader.join();
        }
        print("read %,d contacts/s (client in the same JVM)".formatted(reads.get() / seconds));
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
