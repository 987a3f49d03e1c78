package dev.ghlsync.ingest;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.OauthApi;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ingest.avro.FetchLetters;
import dev.ghlsync.ingest.avro.NoticeRecords;
import dev.ghlsync.ingest.avro.TopicConnectionLog;
import dev.ghlsync.ingest.avro.TopicViews;
import dev.ghlsync.ingest.config.GatewayConfig;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.ConnectionLog;
import dev.ghlsync.ingest.connection.ConnectionRequests;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.TokenKeeper;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.fence.Fences;
import dev.ghlsync.ingest.fence.Insistent;
import dev.ghlsync.ingest.oauth.CompanyDesk;
import dev.ghlsync.ingest.oauth.Installs;
import dev.ghlsync.ingest.oauth.OauthOwner;
import dev.ghlsync.ingest.oauth.OwnerDesk;
import dev.ghlsync.ingest.oauth.Proposals;
import dev.ghlsync.ingest.oauth.RefreshJournal;
import dev.ghlsync.ingest.oauth.TokenRefresh;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.DeadLetters;
import dev.ghlsync.ingest.publish.KafkaPublisher;
import dev.ghlsync.ingest.read.Headroom;
import dev.ghlsync.ingest.read.LocationOwner;
import dev.ghlsync.ingest.read.ReadRuns;
import dev.ghlsync.ingest.source.GhlReads;
import dev.ghlsync.ingest.source.Pacers;
import dev.ghlsync.ingest.source.ReadPlaces;
import dev.ghlsync.ingest.source.Source;
import dev.ghlsync.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What a process needs to own locations, and how it hangs together. */
record OwnerParts(Fences fences, LocationOwner owner, Source source) {
    /** A read of a run that has no answer after so long waits on HighLevel, not on our processors. */
    private static final Duration READ_HELD_MAX = Duration.ofSeconds(2);

    static OwnerParts assemble(
            GatewayConfig config,
            Connections connections,
            ReadRuns runs,
            Headroom headroom,
            ConnectionRequests requests,
            KafkaPublisher live,
            GhlClient ghl,
            @Nullable TokenCipher cipher,
            MeterRegistry registry,
            Ids ids,
            Clock clock,
            Stop stop) {
        var fences = new Fences(config.kafka());
        var log = new Insistent(fences);
        var connectionLog = new TopicConnectionLog(log, connections, ids);
        var desk = new ConnectionDesk(connections, connectionLog, cipher, clock);
        var metrics = new ReadMetrics(registry);
        metrics.showOwned(fences::owned);
        var reads = new GhlReads(
                new LocationQuotas(QuotaPolicy.DEFAULT),
                new Pacers(QuotaPolicy.DEFAULT),
                new ReadPlaces(config.reads().readsMax(), READ_HELD_MAX),
                metrics,
                clock);
        OauthParts oauth =
                oauth(config, connections, requests, connectionLog, desk, reads, ghl, cipher, ids, clock, stop);
        var source = new Source(ghl, reads, connections, keeper(desk, oauth));
        var installs = new Installs(connections, desk, oauth == null ? null : oauth.companies());
        var owner = new LocationOwner(
                config.reads(),
                source,
                connections,
                runs,
                log,
                headroom,
                TopicViews.fetches(config.kafka()),
                new FetchLetters(new DeadLetters(live.producer(), Topics.SYNC_DLQ), clock),
                new OwnerDesk(
                        connections,
                        desk,
                        source,
                        installs,
                        oauth == null ? null : oauth.owner(),
                        NoticeRecords.reader(config.kafka())),
                metrics,
                ids,
                clock);
        return new OwnerParts(fences, owner, source);
    }

    private record OauthParts(OauthOwner owner, CompanyDesk companies) {}

    /** Null unless our app and the keys for its tokens are configured. */
    private static @Nullable OauthParts oauth(
            GatewayConfig config,
            Connections connections,
            ConnectionRequests requests,
            ConnectionLog log,
            ConnectionDesk desk,
            GhlReads reads,
            GhlClient ghl,
            @Nullable TokenCipher cipher,
            Ids ids,
            Clock clock,
            Stop stop) {
        OauthApi.App app = config.oauth().app();
        if (app == null || cipher == null) {
            return null;
        }
        var proposals = new Proposals(ghl, cipher, connections, clock);
        var companies = new CompanyDesk(app.clientId(), ghl, reads, connections, desk, requests, proposals, ids);
        var journal = new RefreshJournal(config.oauth().journal());
        var refreshes =
                new TokenRefresh(app, cipher, ghl, connections, desk, log, journal, companies, clock, step -> {});
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        return new OauthParts(
                new OauthOwner(connections, requests, refreshes, journal, companies, threads, ids, clock, stop),
                companies);
    }

    /** A token that is refused is renewed where that is possible; else the connection is broken. */
    private static TokenKeeper keeper(ConnectionDesk desk, @Nullable OauthParts oauth) {
        return (used, refusal, correlationId, stop) -> {
            if (oauth != null && used.isOauth()) {
                return oauth.owner().refresh(used, correlationId, stop);
            }
            desk.broken(used, refusal, correlationId, stop);
            return false;
        };
    }
}
