package log.watch;

import bus.api.Topic;

/** The topics of the application, each with the type of what it carries. */
final class LogTopics {

    static final Topic<Line> LINE_READ = Topic.of("line.read", Line.class);
    static final Topic<Request> REQUEST_SERVED = Topic.of("request.served", Request.class);
    static final Topic<Alarm> ALARM_RAISED = Topic.of("alarm.raised", Alarm.class);

    private LogTopics() {}
}
