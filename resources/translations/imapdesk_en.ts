<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>FolderActions</name>
    <message numerus="yes">
        <source>%Ln saved message(s) are deleted from this computer. Nothing changes on the server.</source>
        <translation>
            <numerusform>%Ln saved message is deleted from this computer. Nothing changes on the server.</numerusform>
            <numerusform>%Ln saved messages are deleted from this computer. Nothing changes on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved message(s) are deleted from this computer. The server has them no more.</source>
        <translation>
            <numerusform>%Ln saved message is deleted from this computer. The server has it no more.</numerusform>
            <numerusform>%Ln saved messages are deleted from this computer. The server has them no more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderReasons</name>
    <message numerus="yes">
        <source>%Ln message(s) are older than a year</source>
        <translation>
            <numerusform>%Ln message is older than a year</numerusform>
            <numerusform>%Ln messages are older than a year</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) are older than {day}</source>
        <translation>
            <numerusform>%Ln message is older than {day}</numerusform>
            <numerusform>%Ln messages are older than {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) come with the next sync</source>
        <translation>
            <numerusform>%Ln message comes with the next sync</numerusform>
            <numerusform>%Ln messages come with the next sync</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in quarantine</source>
        <translation>
            <numerusform>%Ln message in quarantine</numerusform>
            <numerusform>%Ln messages in quarantine</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailboxActions</name>
    <message numerus="yes">
        <source>Nothing changes on the server. %Ln message(s) are saved on this computer.</source>
        <translation>
            <numerusform>Nothing changes on the server. %Ln message is saved on this computer.</numerusform>
            <numerusform>Nothing changes on the server. %Ln messages are saved on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%Ln mailbox(es) need you</source>
        <translation>
            <numerusform>%Ln mailbox needs you</numerusform>
            <numerusform>%Ln mailboxes need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>%Ln new message</numerusform>
            <numerusform>%Ln new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %Ln other(s)</source>
        <translation>
            <numerusform>{names} and %Ln other</numerusform>
            <numerusform>{names} and %Ln others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
</TS>
