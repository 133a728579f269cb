<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AttachmentStrip</name>
    <message numerus="yes">
        <source>%Ln attachment(s) saved in {folder}</source>
        <translation>
            <numerusform>%Ln attachment saved in {folder}</numerusform>
            <numerusform>%Ln attachments saved in {folder}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message numerus="yes">
        <source>Backup written and checked: %Ln message(s), {size}</source>
        <translation>
            <numerusform>Backup written and checked: %Ln message, {size}</numerusform>
            <numerusform>Backup written and checked: %Ln messages, {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message numerus="yes">
        <source>“{mailbox}” is complete: %Ln message(s) are here as on the server.</source>
        <translation>
            <numerusform>“{mailbox}” is complete: %Ln message is here as on the server.</numerusform>
            <numerusform>“{mailbox}” is complete: %Ln messages are here as on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{mailbox}” is not complete in %Ln folder(s): see the mailbox&apos;s page.</source>
        <translation>
            <numerusform>“{mailbox}” is not complete in %Ln folder: see the mailbox&apos;s page.</numerusform>
            <numerusform>“{mailbox}” is not complete in %Ln folders: see the mailbox&apos;s page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Damaged</name>
    <message numerus="yes">
        <source>%Ln message(s) are here again, {pending} will be fetched again. The damaged file is kept as {file}.</source>
        <translation>
            <numerusform>%Ln message is here again, {pending} will be fetched again. The damaged file is kept as {file}.</numerusform>
            <numerusform>%Ln messages are here again, {pending} will be fetched again. The damaged file is kept as {file}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) are restored.</source>
        <translation>
            <numerusform>%Ln message is restored.</numerusform>
            <numerusform>%Ln messages are restored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deletions</name>
    <message numerus="yes">
        <source>%Ln of {held} messages in “{folder}” are no longer on the server. They are kept here.</source>
        <translation>
            <numerusform>%Ln message of {held} in “{folder}” is no longer on the server. It is kept here.</numerusform>
            <numerusform>%Ln of {held} messages in “{folder}” are no longer on the server. They are kept here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) exported</source>
        <translation>
            <numerusform>%Ln message exported</numerusform>
            <numerusform>%Ln messages exported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
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
        <source>%Ln saved message(s) are deleted from this computer. The server no longer has them.</source>
        <translation>
            <numerusform>%Ln saved message is deleted from this computer. The server has it no more.</numerusform>
            <numerusform>%Ln saved messages are deleted from this computer. The server no longer has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderReasons</name>
    <message numerus="yes">
        <source>%Ln message(s) are larger than the mailbox&apos;s limit</source>
        <translation>
            <numerusform>%Ln message is larger than the mailbox&apos;s limit</numerusform>
            <numerusform>%Ln messages are larger than the mailbox&apos;s limit</numerusform>
        </translation>
    </message>
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
    <name>FoldersPage</name>
    <message numerus="yes">
        <source>%Ln message(s), {size}, {time}; newest first.</source>
        <translation>
            <numerusform>%Ln message, {size}, {time}; newest first.</numerusform>
            <numerusform>%Ln messages, {size}, {time}; newest first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is the last 12 months; %Ln older message(s) stay on the server only.</source>
        <translation>
            <numerusform>That is the last 12 months; %Ln older message stays on the server only.</numerusform>
            <numerusform>That is the last 12 months; %Ln older messages stay on the server only.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were there already</source>
        <translation>
            <numerusform>%Ln was there already</numerusform>
            <numerusform>%Ln were there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{mailbox}: %Ln message(s) imported</source>
        <translation>
            <numerusform>{mailbox}: %Ln message imported</numerusform>
            <numerusform>{mailbox}: %Ln messages imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListStrip</name>
    <message numerus="yes">
        <source>Conversation of %Ln message(s), from all folders of its mailbox</source>
        <translation>
            <numerusform>Conversation of %Ln message, from all folders of its mailbox</numerusform>
            <numerusform>Conversation of %Ln messages, from all folders of its mailbox</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailboxActions</name>
    <message numerus="yes">
        <source>Nothing changes on the server. %Ln message(s) saved on this computer are deleted, unless they are kept.</source>
        <translation>
            <numerusform>Nothing changes on the server. %Ln message saved on this computer is deleted, unless it is kept.</numerusform>
            <numerusform>Nothing changes on the server. %Ln messages saved on this computer are deleted, unless they are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailboxLine</name>
    <message numerus="yes">
        <source>{folder}: {done} of %Ln message(s), {size} of {whole}</source>
        <translation>
            <numerusform>{folder}: {done} of %Ln message, {size} of {whole}</numerusform>
            <numerusform>{folder}: {done} of %Ln messages, {size} of {whole}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailboxTree</name>
    <message numerus="yes">
        <source>%Ln message(s) are larger than the mailbox&apos;s limit and left out</source>
        <translation>
            <numerusform>%Ln message is larger than the mailbox&apos;s limit and left out</numerusform>
            <numerusform>%Ln messages are larger than the mailbox&apos;s limit and left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) could not be saved</source>
        <translation>
            <numerusform>%Ln message could not be saved</numerusform>
            <numerusform>%Ln messages could not be saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) on the server, {saved} saved here</source>
        <translation>
            <numerusform>%Ln message on the server, {saved} saved here</numerusform>
            <numerusform>%Ln messages on the server, {saved} saved here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) saved here</source>
        <translation>
            <numerusform>%Ln message saved here</numerusform>
            <numerusform>%Ln messages saved here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) wait to be saved</source>
        <translation>
            <numerusform>%Ln message waits to be saved</numerusform>
            <numerusform>%Ln messages wait to be saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>%Ln message(s) are as they were.</source>
        <translation>
            <numerusform>%Ln message is as it was.</numerusform>
            <numerusform>%Ln messages are as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) changed; Ctrl+Z takes it back.</source>
        <translation>
            <numerusform>%Ln message changed; Ctrl+Z takes it back.</numerusform>
            <numerusform>%Ln messages changed; Ctrl+Z takes it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageModel</name>
    <message numerus="yes">
        <source>conversation of %Ln message(s), {state}</source>
        <translation>
            <numerusform>conversation of %Ln message, {state}</numerusform>
            <numerusform>conversation of %Ln messages, {state}</numerusform>
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
    <name>Reader</name>
    <message numerus="yes">
        <source>%Ln message(s) selected</source>
        <translation>
            <numerusform>%Ln message selected</numerusform>
            <numerusform>%Ln messages selected</numerusform>
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
    <name>SaveDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) saved in {name}</source>
        <translation>
            <numerusform>%Ln message saved in {name}</numerusform>
            <numerusform>%Ln messages saved in {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerSearchDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) are on the server and not saved here. Tick their folder to keep them.</source>
        <translation>
            <numerusform>%Ln message is on the server and not saved here. Tick its folder to keep it.</numerusform>
            <numerusform>%Ln messages are on the server and not saved here. Tick their folder to keep them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s), the newest of each folder, are on the server and not saved here; there may be more.</source>
        <translation>
            <numerusform>%Ln message, the newest of its folder, is on the server and not saved here; there may be more.</numerusform>
            <numerusform>%Ln messages, the newest of each folder, are on the server and not saved here; there may be more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{mailbox}: The server can&apos;t search %Ln folder(s) for that: {folders}</source>
        <translation>
            <numerusform>{mailbox}: The server can&apos;t search %Ln folder for that: {folders}</numerusform>
            <numerusform>{mailbox}: The server can&apos;t search %Ln folders for that: {folders}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message numerus="yes">
        <source>%Ln message(s), {size}; none of them with attachments.</source>
        <translation>
            <numerusform>%Ln message, {size}; none of them with attachments.</numerusform>
            <numerusform>%Ln messages, {size}; none of them with attachments.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s), {size}; {files} of them with attachments, {file_size}.</source>
        <translation>
            <numerusform>%Ln message, {size}; {files} with attachments, {file_size}.</numerusform>
            <numerusform>%Ln messages, {size}; {files} of them with attachments, {file_size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln message(s), {size}.</source>
        <translation>
            <numerusform>About %Ln message, {size}.</numerusform>
            <numerusform>About %Ln messages, {size}.</numerusform>
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
