package club;

/** Something that has happened to a member. */
sealed interface Change permits Joined, Left {

    /** Returns the address of the member. */
    String address();
}
