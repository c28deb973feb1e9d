package org.halfsky.ops.bench;

import java.util.LinkedHashMap;
import java.util.Map;

import org.halfsky.events.ids.Role;
import org.halfsky.events.wire.TimeOrderedIds;

import tools.jackson.databind.json.JsonMapper;

/**
 * The life of a case over HTTP, as the best published peer measures it: opened, accepted and assigned, resolved, and found again
 * in the view, each with its own request and the file's version beside it.
 */
final class LifecycleSpeed {

    private final House house;

    LifecycleSpeed(House house) {
        this.house = house;
    }

    Map<String, Object> measure(int clients, int seconds) throws Exception {
        String who = house.somebody(Role.RIGHTS_HEAD);
        String handler = who.substring(0, who.indexOf(':'));
        Program program = new Program(house.port(), who);
        Clients.Work lives = end -> lives(program, handler, end);
        Clients.perSecond(clients, seconds, lives);
        double perSecond = Clients.perSecond(clients, seconds, lives);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("perSecond", Math.round(perSecond * 10) / 10.0);
        told.put("requestsPerSecond", Math.round(perSecond * 5));
        return told;
    }

    private static long lives(Program program, String handler, long end) throws Exception {
        TimeOrderedIds ids = new TimeOrderedIds();
        long done = 0;
        while (System.nanoTime() < end) {
            String path = "/cases/" + ids.generateIdentifier();
            long version = program.act("PUT", path, Map.of("unit", House.county(done), "subCategory", "F09", "urgency",
                    "U3", "complainantName", "测速", "narrative", "婆媳不和，请妇联帮助。"), null);
            version = program.act("POST", path + "/acceptance", Map.of("accepted", true, "basis", "HELP"), version);
            version = program.act("POST", path + "/handler", Map.of("handler", handler), version);
            version = program.act("POST", path + "/closing", Map.of("outcome", "RESOLVED", "note", "已解决"), version);
            String stage = JsonMapper.shared().readTree(program.json(path + "?atLeast=" + version)).get("stage")
                    .asString();
            if (!stage.equals("CLOSED")) {
                throw new IllegalStateException("the view answered before it had seen version " + version);
            }
            done++;
        }
        return done;
    }
}
