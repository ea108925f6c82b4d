<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>BookingActs</name>
    <message numerus="yes">
        <source>%n change(s) taken back.</source>
        <translation>
            <numerusform>%n change taken back.</numerusform>
            <numerusform>%n changes taken back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message numerus="yes">
        <source>%n can be booked</source>
        <translation>
            <numerusform>%n can be booked</numerusform>
            <numerusform>%n can be booked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seat(s)</source>
        <translation>
            <numerusform>%n seat</numerusform>
            <numerusform>%n seats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImpactList</name>
    <message numerus="yes">
        <source>%n booking(s) concerned. They stay until somebody moves them.</source>
        <translation>
            <numerusform>%n booking concerned. It stays until somebody moves it.</numerusform>
            <numerusform>%n bookings concerned. They stay until somebody moves them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InventoryPage</name>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n resource</numerusform>
            <numerusform>%n resources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message numerus="yes">
        <source>%n change(s) were not sent yet. They stay here and are sent when the same person signs in again; nobody else can see them.</source>
        <translation>
            <numerusform>%n change was not sent yet. It stays here and is sent when the same person signs in again; nobody else can see it.</numerusform>
            <numerusform>%n changes were not sent yet. They stay here and are sent when the same person signs in again; nobody else can see them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>%n field(s) left to choose</source>
        <translation>
            <numerusform>%n field left to choose</numerusform>
            <numerusform>%n fields left to choose</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MineActs</name>
    <message numerus="yes">
        <source>%n booking(s) taken back before they were sent.</source>
        <translation>
            <numerusform>%n booking taken back before it was sent.</numerusform>
            <numerusform>%n bookings taken back before they were sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) are being cancelled.</source>
        <translation>
            <numerusform>%n booking is being cancelled.</numerusform>
            <numerusform>%n bookings are being cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) copied as text.</source>
        <translation>
            <numerusform>%n booking copied as text.</numerusform>
            <numerusform>%n bookings copied as text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MineHead</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n booking(s)</source>
        <translation>
            <numerusform>Cancel %n booking</numerusform>
            <numerusform>Cancel %n bookings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MultiEdit</name>
    <message numerus="yes">
        <source>%n resource(s) will change.</source>
        <translation>
            <numerusform>%n resource will change.</numerusform>
            <numerusform>%n resources will change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is.</source>
        <translation>
            <numerusform>%n stays as it is.</numerusform>
            <numerusform>%n stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n resource</numerusform>
            <numerusform>%n resources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n resource(s)</source>
        <translation>
            <numerusform>Change %n resource</numerusform>
            <numerusform>Change %n resources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferList</name>
    <message numerus="yes">
        <source>%n more offer(s)</source>
        <translation>
            <numerusform>%n more offer</numerusform>
            <numerusform>%n more offers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message numerus="yes">
        <source>%n change(s) stay here and are sent when you sign in again.</source>
        <translation>
            <numerusform>%n change stays here and is sent when you sign in again.</numerusform>
            <numerusform>%n changes stay here and are sent when you sign in again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusalTeller</name>
    <message numerus="yes">
        <source>%n change(s) were sent again, because a recovery of the shared database had lost them.</source>
        <translation>
            <numerusform>%n change was sent again, because a recovery of the shared database had lost it.</numerusform>
            <numerusform>%n changes were sent again, because a recovery of the shared database had lost them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) could not be made. See them under What waits.</source>
        <translation>
            <numerusform>%n change could not be made. See it under What waits.</numerusform>
            <numerusform>%n changes could not be made. See them under What waits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetireDialog</name>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n resource</numerusform>
            <numerusform>%n resources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message numerus="yes">
        <source>%n change(s) were not accepted. My bookings says why.</source>
        <translation>
            <numerusform>%n change was not accepted. My bookings says why.</numerusform>
            <numerusform>%n changes were not accepted. My bookings says why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n change(s) wait to be sent</source>
        <translation>
            <numerusform>%n change waits to be sent</numerusform>
            <numerusform>%n changes wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>event</name>
    <message numerus="yes">
        <source>The shared database shows nothing any more. The %n resource(s) known here stay for now.</source>
        <translation>
            <numerusform>The shared database shows nothing any more. The %n resource known here stays for now.</numerusform>
            <numerusform>The shared database shows nothing any more. The %n resources known here stay for now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The outbox was damaged. It is kept as {file}, and %n change(s) were read out of it.</source>
        <translation>
            <numerusform>The outbox was damaged. It is kept as {file}, and %n change was read out of it.</numerusform>
            <numerusform>The outbox was damaged. It is kept as {file}, and %n changes were read out of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>format</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>length of time</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message numerus="yes">
        <source>%n working day(s) of notice needed; the first day is {date}.</source>
        <translation>
            <numerusform>%n working day of notice needed; the first day is {date}.</numerusform>
            <numerusform>%n working days of notice needed; the first day is {date}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bookings are taken up to %n day(s) ahead; the last day now is {date}.</source>
        <translation>
            <numerusform>Bookings are taken up to %n day ahead; the last day now is {date}.</numerusform>
            <numerusform>Bookings are taken up to %n days ahead; the last day now is {date}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people do not fit; there is room for {capacity}.</source>
        <translation>
            <numerusform>%n person does not fit; there is room for {capacity}.</numerusform>
            <numerusform>%n people do not fit; there is room for {capacity}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) still to come on it, so this cannot be taken away. Please move or cancel them first.</source>
        <translation>
            <numerusform>%n booking is still to come on it, so this cannot be taken away. Please move or cancel it first.</numerusform>
            <numerusform>%n bookings are still to come on it, so this cannot be taken away. Please move or cancel them first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>schedule</name>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation>
            <numerusform>%n unit</numerusform>
            <numerusform>%n units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n resource</numerusform>
            <numerusform>%n resources</numerusform>
        </translation>
    </message>
</context>
</TS>
