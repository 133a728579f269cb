<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountTypes</name>
    <message>
        <source>Account type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields of this account type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity and log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostic report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last lines of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down the conversation with servers, without anything personal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddMailbox</name>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check connection and get folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sign in with {label}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider didn&apos;t tell the mailbox&apos;s address. Enter it here, then sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This mailbox signs in with {label}, on the provider&apos;s own page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your password is kept in {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found: {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Windows Credential Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the macOS Keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{domain}&apos;s mail is run by {host}. Send your password there?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail &amp;address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter server settings myself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s settings are found by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You sign in on the provider&apos;s page; imapdesk sees no password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name@example.com</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>imapdesk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Attachment {name}, {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open attachment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save attachment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file type can harm your computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a program or can contain one. It can be saved, not opened from here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit from the tray menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing is paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing {mailbox}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked folders will be downloaded at the next sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date, next sync {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can close this window; syncing goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imapdesk keeps syncing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectPage</name>
    <message>
        <source>Connecting to the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter settings myself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding your provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Securing the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} at {host}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Deletions</name>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {held} messages in “{folder}” are no longer on the server. They are kept here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong inside imapdesk.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldForm</name>
    <message>
        <source>Choose a file: {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Name in the tree:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove saved search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message>
        <source>Remove local copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the local copy of “{folder}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} saved messages are deleted from this computer. Nothing changes on the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} saved messages are deleted from this computer. The server has them no more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderPicker</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderReasons</name>
    <message>
        <source>Everything is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds folders only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer on the server; saved messages are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ticked; saved messages are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the next sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting until {time}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting: syncing is paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages are older than a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages are older than {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages come with the next sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages in quarantine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderTable</name>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages in quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that could not be saved yet: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the server said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only by hand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>Inbox</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folders chosen yet. Tick the folders you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick what you want to keep on this computer. You can change it at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folders} folders with {messages} messages: by experience {size} and {time} for all of it. The last 12 months are downloaded, the newest first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IntegrationCard</name>
    <message>
        <source>Answer of the provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking {label}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed. Enable it again to have it checked; its mailboxes must sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the redirect address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Couldn&apos;t be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OAuth 2.0 for {label} sync: enable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redirect address to register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redirect address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off. Its mailboxes stop; their saved mail stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switching off…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form of this type failed: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (*.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IntegrationPage</name>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboxes at these providers sign in on the provider&apos;s own page, without a password in imapdesk. Each provider wants a client id of your own first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in &amp;using</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in using</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The package {package} ({entry}) can&apos;t be used. {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>my web browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this program</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListStrip</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversation of {count} messages, from all folders of its mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the search was understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search on the server too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailboxActions</name>
    <message>
        <source>Export saved mail to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the saved messages readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes on the server. {count} messages are saved on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the mailbox “{name}” from imapdesk?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages exported</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailboxLine</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of {mailbox}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder}: {done} of {total} messages, {size} of {whole}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailboxPage</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove mailbox…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some messages could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailboxTree</name>
    <message>
        <source>All mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last sync {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboxes and folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer on the server - saved messages are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ticked: this folder is not kept in step.
{saved} messages saved here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} wait to be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {count} unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{server} messages on the server, {saved} saved here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{view}, over all mailboxes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Add mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboxes and messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync all mailboxes now (Shift+F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MasterPassword</name>
    <message>
        <source>Master password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No master password was given, so the password can&apos;t be kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;About imapdesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Activity and log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add mailbox…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compact list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy link to message id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Include folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open in window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reader below the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove local copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;diagnostic report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by con&amp;versation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include with sub-&amp;folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail&amp;box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailbox s&amp;ettings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as &amp;unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N&amp;ormal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;unread (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain &amp;text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ource</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tatistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;attachments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as E&amp;ML…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show whole con&amp;versation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign &amp;in again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MenuCommands</name>
    <message>
        <source>About imapdesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps a copy of your e-mail on this computer. It never deletes or moves anything on the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imapdesk {version}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as EML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageModel</name>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted on the server; kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread and star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conversation of {count} messages, {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageTable</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessagesPane</name>
    <message>
        <source>Choose inbox and sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading your newest messages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mail comes with the next sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folders chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No messages here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{query}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The messages can&apos;t be listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not kept on this computer. Tick it to download its mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the folders you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer words, or search all mailboxes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewFolderQuestions</name>
    <message>
        <source>Keep a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{mailbox}: the folder “{folder}” is new on the server. Keep a copy of it here?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>1 new message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in needed for {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} mailboxes need you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {n} others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stored} new, {gone} removed, {problems} problems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotificationPage</name>
    <message>
        <source>E-mails about trouble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the senders of new mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell me of new mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell me when a mailbox needs me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell me when a sync that I asked for has ended and the window is hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window shows what needs you whatever is chosen here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a mailbox stops working, an e-mail goes to its person through this server, or through another mailbox of the same person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Show password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account name of the new person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes people and roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail &amp;address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is told when a system mailbox stops working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People are known by the name of their account on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles of this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees system mailboxes and their mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>account name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name of the role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where e-mails about trouble go</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlainHtmlView</name>
    <message>
        <source>Message text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Always from this sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always show images from this sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images are blocked to protect your privacy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {host} in your browser?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a message to read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show images of this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {n} quoted lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link is not opened: it does not lead to a web page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link leads to {host}, which may look like another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link shows {shown} but leads to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message can&apos;t be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message has no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message is no longer here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReaderHeader</name>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted on the server; kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all recipients and details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name shows {shown}, but the message comes from {real}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy to {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in {place}, {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to {names}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>All mailboxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search messages (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from: to: subject: has:attachment before:2025-01-31 is:unread -word &quot;phrase&quot;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A Content-Type could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is one file: name it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A boundary was missing or wrong and was guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A device code needs a client without a secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A large message can&apos;t be written to the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line among the headers is no header and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row of {it} refers to a missing row of {it2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tenant is a GUID, a domain such as example.com, or common, organizations or consumers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text was not encoded as it says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An end boundary is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another imapdesk uses this store. Quit it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is holding the file of sign-in tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is holding the vault file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is renewing this sign-in; it is tried again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program keeps the store busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run has taken this mailbox over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups can&apos;t be written to this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check every 1 to 1440 minutes, or 0 for only by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>China (21Vianet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the day from which mail is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the name of the mail server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the server&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From Google Cloud &gt; Google Auth Platform &gt; Clients, an OAuth client of the type Desktop app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the mailbox a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google accepts the client id and secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google doesn&apos;t accept this client secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google doesn&apos;t know this client id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google&apos;s answer says nothing about the values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP is switched off for this account; switch it on in the provider&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP may have to be switched on in the settings of {provider} first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can&apos;t be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is larger than this mailbox&apos;s limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no OAuthManager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its type {doubled} is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its type {type} is no lower-case word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links of the kind “{it}” are not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail can&apos;t be written to {dest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Master password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {message_id} can&apos;t be read from the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft 365</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft accepts the client {client_id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft doesn&apos;t accept this client secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft has this client switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft knows no client of this id in this tenant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft knows no client of this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft knows no tenant of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microsoft&apos;s answer says nothing about the values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the owner&apos;s login, or make it a system mailbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folders must be include, ask or leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New master password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mail server found for {domain}. Check the address for typing errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No password is saved for {address}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to {host} can be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space is left on the disk that holds {dest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space is left on the disk that holds {parent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space is left on the disk that holds {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No web browser could be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has signed in to {address} at {label} yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody signed in within the time limit. Please start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is asked about the folder “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if your administrator gave you one; leave it empty otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PEM file of the authorities to trust in place of the system&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts are nested too deep; the innermost were left as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat the master password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved message {it} has no bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security is &quot;ssl&quot;, &quot;starttls&quot; or &quot;none&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security must be ssl, starttls or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown by Google beside the client id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something on the way tampers with the connection: data came before encryption began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That can&apos;t be the name of a server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CA file can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CA file has no certificate in PEM form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The application (client) id from Microsoft Entra &gt; App registrations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authority&apos;s description lacks an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bytes of raw message {id} are not what was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate file can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} can&apos;t be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is not from an authority that this computer trusts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is self-signed, so that it can&apos;t be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} isn&apos;t valid yet. Check this computer&apos;s clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate that the server shows is not for {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The charset of a text was missing or wrong and was guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check of {label} failed; the values couldn&apos;t be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer slept; the connection is made anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection broke each time it was asked for. {it}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {host} is too slow to be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {host} was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was given up, since a message is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The counts of folder &quot;{it}&quot; are off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data directory {path} can&apos;t be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day from which mail is loaded must not be in the future.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that holds the store can&apos;t be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of sign-in tokens can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of sign-in tokens can&apos;t be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of trusted certificates can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder can&apos;t be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header block was too large and was cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header {name} was too long and was cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The headers end without an empty line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The issuer&apos;s address, in place of tenant and cloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of installed packages can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server asks to try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server can&apos;t deliver to this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server refused the message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server refused the recipient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server refused the sender.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mailbox “{mailbox}” has no folder “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mailbox “{name}” has no folder “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The master password is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message is larger than this mailbox&apos;s limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name can have {max_name} characters at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network changed; the connection is made anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The owner&apos;s login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The package that signs in to mailboxes of the type {type} is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password has expired; set a new one with your provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port is a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port must be a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider asks you to sign in with a web browser first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider sends us elsewhere, where nothing is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s id token can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sender is not an e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server announced a message that is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server announced {size} bytes for a message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server announces far more than was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server asks to try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server can&apos;t search for these letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer with this message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server doesn&apos;t say what it can do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server doesn&apos;t take passwords; sign in through the provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server ended the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has no folder {full_name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has trouble that its administrator must mend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server hung up at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server hung up during the sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is signed in before encryption could begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server lists folders without end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server lists this message and does not answer with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server names more messages than any folder has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server offers neither XOAUTH2 nor OAUTHBEARER.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server offers no STARTTLS, so the connection can&apos;t be secured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the user name or the password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused to change flags in “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused to hand out a message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused to open it: {refused}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused to open “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused to secure the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused {doing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refuses to give messages of “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server renumbered it: synchronise it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server renumbered “{path}”; mail that is held is not downloaded again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says that this account is locked or disabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says that this account lives on another server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sends a line without end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sends data without end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sends search results without end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sends without end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server takes no sign-in without encryption. Choose SSL or STARTTLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server waits for something that wasn&apos;t announced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants an encrypted connection for the sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s answer can&apos;t be understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s compressed data is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s folder list is incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s listing is incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s listing of “{path}” is incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s name is missing or can&apos;t be one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s search result can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings for {label} have changed. Please sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in answer belongs to another sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in answer came to another address than agreed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in answer comes from another provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in answer doesn&apos;t say which provider it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in answer was made for another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in at {label} was declined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in can&apos;t be made safely with this provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in doesn&apos;t include permission to read mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in method must be password or an account type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in took too long. Please start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size limit must be 0 (none) or more bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store can&apos;t be backed up into itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store can&apos;t be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s password store refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text says {claimed}, but the link leads to {shown}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text was too long and was cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two master passwords differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault file can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault file can&apos;t be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault file was written by a newer imapdesk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {name} contains a character that can&apos;t be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a mailbox named “{name}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a mailbox named &quot;{name}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a person with the login &quot;{login}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection to the internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no mailbox named “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no message {message_id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no person with the login &quot;{login}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no role named &quot;{name}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no role named &quot;{role}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no server called {host}, or the network is down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sign-in type {type}; there are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sign-in type “{word}”; there are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no space left for a large message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no space left on the disk that holds the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such certificate file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many header fields; the rest was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many parts; the rest was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many recipients; the rest was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This backup was made by a newer imapdesk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This browser or app may not be secure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client id is not of a desktop app; make one of that type at Google.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client is a public one; leave the secret empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client is for another tenant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client is for one organisation only; enter its tenant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client needs a secret, or &apos;Allow public client flows&apos; in its registration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This client secret has run out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no password store. Set {master_password} to keep secrets in an encrypted vault file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no password store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder isn&apos;t here any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This holds blanks or characters that don&apos;t belong here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This host has letters that can look like others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This host mixes letters of several alphabets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a server&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an https address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an id of the form 00000000-0000-0000-0000-000000000000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the client_secret.json of a desktop app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link hides its direction with invisible characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link leads to a bare number instead of a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link names no host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link&apos;s address can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This mailbox is being synchronised already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This mailbox isn&apos;t here any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This mailbox was removed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This provider asks for an app password instead of the usual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sign-in has been used already. Please start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This store was written by a newer imapdesk (store version {version}; this program knows up to {newest}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thunderbird&apos;s list of providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two of its fields have the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>US government</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 1 to 15 connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User-info address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers on port {port} of {host} is not an IMAP server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands before the @ is no host; the link leads to {shown}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a master password secrets can&apos;t be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organisation&apos;s administrator must allow this program at {label} first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organisation&apos;s id or domain; common, organizations or consumers for more than one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has already run out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is from the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known to imapdesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>system keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider that receives mail for {domain}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to change a flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to describe what it found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to list its folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to open {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried, and it answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vault file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{domain}&apos;s entry in DNS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{domain}&apos;s own settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} can&apos;t be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} can&apos;t sign anybody in at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot prove its identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} closed the connection while it was being secured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} closed the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} did not accept the user name or the password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} doesn&apos;t accept connections on this port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} doesn&apos;t answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} doesn&apos;t finish securing the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} doesn&apos;t speak TLS on this port. Check the port and the security setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} offers no encryption on this port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} only offers an outdated kind of TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} stopped answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} takes too long to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keyring} must be auto, system or vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} can&apos;t answer at the moment; it is tried again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} can&apos;t be reached; it is tried again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} can&apos;t prove its identity; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} doesn&apos;t accept the client id or secret in Settings &gt; Sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} gave an answer that can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} gave no permission to read mail; tick it on the consent page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no setting {name}; there are: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no settings file to load.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is switched off in Settings &gt; Sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is switched off: “imapdesk integration enable” it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} must be one of the choices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} needs your consent again before mail can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} no longer accepts the saved sign-in: it has run out or was revoked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} offers no sign-in by device code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} refused the sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} sent neither a code nor an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} sent no id token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} wants to see you in person again, for instance for a second factor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}&apos;s answer {word}: its clock and this computer&apos;s differ. Please check the time and sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{missing} messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a backup of imapdesk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} can only be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} can&apos;t be used: {it}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was renumbered; the change waits for the next run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} needs its bridge program running on this computer; use the password that it shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} offers IMAP to paying customers only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} offers no IMAP, so no other program can read mail there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} takes no passwords from programs. You sign in on its own page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} wants an app password here. You create it in your account&apos;s settings there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} wants its own e-mail password here, not the one of your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} The values couldn&apos;t be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} could not be had now and will be tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} must not have line ends or control characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” could not be looked at: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” was removed here meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerDialog</name>
    <message>
        <source>&amp;Check and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading folders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the password for this mailbox</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerForm</name>
    <message>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted (STARTTLS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ecurity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your password and your mail can be read by anyone on the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only for a server with a certificate of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usually your e-mail address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerPage</name>
    <message>
        <source>E-mail &amp;address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your provider&apos;s help pages name them under “IMAP”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name@example.com</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerSearchDialog</name>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more on the server: what it finds is saved here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the server: {query}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching {mailbox}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages are on the server and not saved here. Tick their folder to keep them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>&amp;List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mailboxes at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the sender designed them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the local copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images from the internet are blocked until you show them for a message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep syncing in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboxes that are synchronised at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never, only when I say so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local copy is in good health.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When I open them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the window is &amp;closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change server settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check &amp;every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail &amp;address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest message in MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages of any size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never change anything on the server, not even read and star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody: a system mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Si&amp;ze limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last 12 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>encrypted (STARTTLS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next message (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next unread message (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous message (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read or unread (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick a folder (in the tree)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePages</name>
    <message>
        <source>All mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostic report copied; no address is in it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacting {label}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue in my web browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in my &amp;browser instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening your web browser…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in with {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in leads to {host} without encryption. It was stopped there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} can&apos;t be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} can&apos;t prove its identity. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} does not allow sign-in inside programs. Continue in your web browser.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInFlow</name>
    <message>
        <source>No web browser could be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody signed in within five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign-in page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SmtpForm</name>
    <message>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test message to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mails go out through a mailbox of the same person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted (STARTTLS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ecurity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se&amp;nder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a test message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server for e-mails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test message to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server took a test message for {address}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use no server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address that this server sends for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty where the server wants no sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only for a server with a certificate of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Appointments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busiest hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages by weekday and hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages per month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound and film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage by folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage by kind of attachment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage by sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top correspondents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages, {size}; {files} of them with attachments, {file_size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Everything that the server holds is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail can&apos;t be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New mail is being saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off-line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved mail can be read. Syncing goes on when the connection is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in needed for {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some messages could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing is paused. Saved mail can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is not safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first sync starts by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next try is at {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server gave an answer that can&apos;t be understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after the sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusCard</name>
    <message>
        <source>Folders kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kept} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next sync {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off-line - saved mail can be read. Syncing goes on when the connection is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparing flags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking for new messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{mailbox}: connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{mailbox}: {folder} {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} - {new} new, {gone} removed, {problems} problems ({seconds} s)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Progress of the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitPage</name>
    <message>
        <source>Copy the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in in your web browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mailbox is {address}. Is the other address right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page of {label} opened in your web browser. Sign in there; this window closes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You signed in as {address}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WebHtmlView</name>
    <message>
        <source>Message text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Add your mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a copy of your e-mail on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens a second window with invented mail; nothing is kept, nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it with a demo mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imapdesk downloads and finds your mail. It never deletes or moves anything on the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted on the server, kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has attachment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subject {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} at {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
