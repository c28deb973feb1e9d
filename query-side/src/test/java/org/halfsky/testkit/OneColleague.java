package org.halfsky.testkit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.CaseStory;
import org.halfsky.query.access.Colleagues;

/** A unit with one officer, and one who went elsewhere. */
public final class OneColleague implements Colleagues {

    /** Whose posts stand empty. */
    public static final Actor LEFT = CaseStory.actor("qian", Role.STATION_OFFICER, CaseStory.HESHAN);

    @Override
    public List<Colleague> of(UnitCode unit) {
        return List.of(new Colleague(new StaffId("chen"), "陈某", Role.STATION_OFFICER, unit));
    }

    @Override
    public Set<Post> vacant(Collection<Post> posts) {
        return posts.stream().filter(post -> post.holder().equals(LEFT.staff())).collect(Collectors.toSet());
    }
}
