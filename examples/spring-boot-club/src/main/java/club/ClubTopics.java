package club;

import bus.api.Topic;

/** The topics of the club, each with the type of what it carries. */
final class ClubTopics {

    static final Topic<Joined> JOINED = Topic.of("member.joined", Joined.class);
    static final Topic<Left> LEFT = Topic.of("member.left", Left.class);
    static final Topic<Letter> WRITTEN = Topic.of("letter.written", Letter.class);

    private ClubTopics() {}
}
