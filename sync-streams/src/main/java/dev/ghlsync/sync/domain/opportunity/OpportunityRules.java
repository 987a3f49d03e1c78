package dev.ghlsync.sync.domain.opportunity;

import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.mirror.Reading;
import dev.ghlsync.sync.domain.mirror.Rules;
import dev.ghlsync.sync.domain.mirror.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Transitions of an opportunity. One first seen won was created all the same. */
public final class OpportunityRules implements Rules {
    @Override
    public List<Turn> turns(Optional<Picture> before, Picture after) {
        var turns = new ArrayList<Turn>();
        var status = status(after);
        if (before.isEmpty()) {
            turns.add(Turn.of("opportunity_created", "", List.of(OpportunityFields.STATUS), attributes(after)));
            if (status != OpportunityStatus.OPEN && status != OpportunityStatus.UNKNOWN) {
                turns.add(turned(status, after));
            }
            return turns;
        }
        var was = before.get();
        if (status != status(was)) {
            turns.add(turned(status, after));
        }
        if (after.differs(was, OpportunityFields.PIPELINE_ID, OpportunityFields.STAGE_ID)) {
            turns.add(changed(
                    "opportunity_stage_changed",
                    after.text(OpportunityFields.PIPELINE_ID) + "/" + after.text(OpportunityFields.STAGE_ID),
                    OpportunityFields.STAGE_ID,
                    after));
        }
        if (after.differs(was, OpportunityFields.MONETARY_VALUE)) {
            turns.add(changed(
                    "opportunity_value_changed",
                    String.valueOf(after.text(OpportunityFields.MONETARY_VALUE)),
                    OpportunityFields.MONETARY_VALUE,
                    after));
        }
        if (after.differs(was, OpportunityFields.ASSIGNED_TO)) {
            turns.add(changed(
                    "opportunity_assigned",
                    String.valueOf(after.text(OpportunityFields.ASSIGNED_TO)),
                    OpportunityFields.ASSIGNED_TO,
                    after));
        }
        return turns;
    }

    @Override
    public Optional<Turn> deletion(Picture last) {
        return Optional.of(Turn.of("opportunity_deleted", "", List.of(OpportunityFields.STATUS), attributes(last)));
    }

    /** Webhooks do not say when status and stage changed. */
    @Override
    public Optional<Reading> wants(Optional<Picture> before, Picture after) {
        boolean turned = before.isEmpty()
                || after.differs(
                        before.get(),
                        OpportunityFields.STATUS,
                        OpportunityFields.STAGE_ID,
                        OpportunityFields.PIPELINE_ID)
                || !after.has(OpportunityFields.STATUS_CHANGED_AT);
        return turned ? Optional.of(Reading.CHANGE_TIMES) : Optional.empty();
    }

    private static OpportunityStatus status(Picture picture) {
        return OpportunityStatus.of(picture.text(OpportunityFields.STATUS));
    }

    private static Turn turned(OpportunityStatus status, Picture after) {
        return Turn.of(status.event(), status.name(), List.of(OpportunityFields.STATUS), attributes(after));
    }

    private static Turn changed(String type, String into, String field, Picture after) {
        return Turn.of(type, into, List.of(field), attributes(after));
    }

    private static Map<String, String> attributes(Picture picture) {
        var attributes = new TreeMap<String, String>();
        attributes.put("status", status(picture).name());
        for (var field : List.of(OpportunityFields.PIPELINE_ID, OpportunityFields.STAGE_ID)) {
            var id = picture.text(field);
            if (id != null) {
                attributes.put(field, id);
            }
        }
        return attributes;
    }
}
