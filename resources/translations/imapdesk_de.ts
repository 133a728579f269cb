<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountTypes</name>
    <message>
        <source>Account type</source>
        <translation>Kontotyp</translation>
    </message>
    <message>
        <source>Fields of this account type</source>
        <translation>Felder dieses Kontotyps</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity and log</source>
        <translation>Aktivität und Protokoll</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Copy diagnostic report</source>
        <translation>Diagnosebericht kopieren</translation>
    </message>
    <message>
        <source>Doesn&apos;t keep</source>
        <translation>Hält nicht ein</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>Erweiterungen</translation>
    </message>
    <message>
        <source>Last lines of the log</source>
        <translation>Letzte Zeilen des Protokolls</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>Noch nichts geschehen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Write down the conversation with servers, without anything personal</source>
        <translation>Gespräche mit Servern aufzeichnen, ohne Persönliches</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation>{size} pro Sekunde</translation>
    </message>
</context>
<context>
    <name>AddMailbox</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Check connection and get folders</source>
        <translation>&amp;Verbindung prüfen und Ordner abrufen</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertigstellen</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Sign in with {label}…</source>
        <translation>Mit {label} an&amp;melden…</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Add mailbox</source>
        <translation>Postfach hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Trennlinie</translation>
    </message>
    <message>
        <source>The provider didn&apos;t tell the mailbox&apos;s address. Enter it here, then sign in.</source>
        <translation>Der Anbieter hat die Adresse des Postfachs nicht mitgeteilt. Geben Sie sie hier ein und melden Sie sich dann an.</translation>
    </message>
    <message>
        <source>This mailbox is here already: it is called “{name}”.</source>
        <translation>Dieses Postfach ist schon da: Es heißt „{name}“.</translation>
    </message>
    <message>
        <source>This mailbox signs in with {label}, on the provider&apos;s own page.</source>
        <translation>Dieses Postfach wird mit {label} angemeldet, auf der Seite des Anbieters.</translation>
    </message>
    <message>
        <source>Your password is kept in {place}.</source>
        <translation>Ihr Passwort wird hier aufbewahrt: {place}.</translation>
    </message>
    <message>
        <source>found: {where}</source>
        <translation>gefunden: {where}</translation>
    </message>
    <message>
        <source>the Windows Credential Manager</source>
        <translation>Windows-Anmeldeinformationsverwaltung</translation>
    </message>
    <message>
        <source>the macOS Keychain</source>
        <translation>macOS-Schlüsselbund</translation>
    </message>
    <message>
        <source>the system keyring, or where there is none in an encrypted file</source>
        <translation>Schlüsselbund des Systems oder, wo es keinen gibt, eine verschlüsselte Datei</translation>
    </message>
    <message>
        <source>{domain}&apos;s mail is run by {host}. Send your password there?</source>
        <translation>Die E-Mail von {domain} liegt bei {host}. Soll Ihr Passwort dorthin gesendet werden?</translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>E-mail &amp;address</source>
        <translation>E-Mail-&amp;Adresse</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Enter server settings myself</source>
        <translation>Servereinstellungen selbst eingeben</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Use an app password instead</source>
        <translation>Stattdessen ein App-Passwort verwenden</translation>
    </message>
    <message>
        <source>You sign in on the provider&apos;s page; imapdesk sees no password.</source>
        <translation>Sie melden sich auf der Seite des Anbieters an; imapdesk sieht kein Passwort.</translation>
    </message>
    <message>
        <source>Your mailbox</source>
        <translation>Ihr Postfach</translation>
    </message>
    <message>
        <source>imapdesk finds the server&apos;s settings by itself.</source>
        <translation>imapdesk findet die Einstellungen des Servers selbst.</translation>
    </message>
    <message>
        <source>name@example.com</source>
        <translation>name@example.com</translation>
    </message>
</context>
<context>
    <name>AdvancedPage</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Every step</source>
        <translation>Jeden Schritt</translation>
    </message>
    <message>
        <source>Only a very slow line needs more than what imapdesk chooses by itself.</source>
        <translation>Nur eine sehr langsame Leitung braucht mehr, als imapdesk von selbst wählt.</translation>
    </message>
    <message>
        <source>Passwords, addresses and mail are replaced in both. View &gt; Activity and log shows them.</source>
        <translation>Passwörter, Adressen und Nachrichten werden in beiden ersetzt. Ansicht &gt; Aktivität und Protokoll zeigt sie.</translation>
    </message>
    <message>
        <source>The &amp;log holds</source>
        <translation>Das &amp;Protokoll enthält</translation>
    </message>
    <message>
        <source>The log holds</source>
        <translation>Das Protokoll enthält</translation>
    </message>
    <message>
        <source>Troubles only</source>
        <translation>Nur Störungen</translation>
    </message>
    <message>
        <source>Wait for a &amp;connection</source>
        <translation>Auf eine &amp;Verbindung warten</translation>
    </message>
    <message>
        <source>Wait for a silent &amp;server</source>
        <translation>Auf einen stummen &amp;Server warten</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was getan wird</translation>
    </message>
    <message>
        <source>Write down the talk with servers</source>
        <translation>Gespräche mit Servern aufzeichnen</translation>
    </message>
    <message>
        <source>as imapdesk chooses</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>imapdesk</source>
        <translation>imapdesk</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message numerus="yes">
        <source>%Ln attachment(s) saved in {folder}</source>
        <translation>
            <numerusform>%Ln Anhang in {folder} gespeichert</numerusform>
            <numerusform>%Ln Anhänge in {folder} gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>Attachment {name}, {size}</source>
        <translation>Anhang {name}, {size}</translation>
    </message>
    <message>
        <source>Attachment {name}, {size}, found by its name</source>
        <translation>Anhang {name}, {size}, am Namen gefunden</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Found in attachment {name}, {size}</source>
        <translation>Gefunden in Anhang {name}, {size}</translation>
    </message>
    <message>
        <source>Found in {name}   {size}</source>
        <translation>Gefunden in {name}   {size}</translation>
    </message>
    <message>
        <source>Its name makes it look like another kind of file.</source>
        <translation>Ihr Name lässt sie wie eine andere Art von Datei aussehen.</translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation>Nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>Open attachment</source>
        <translation>Anhang öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save all attachments</source>
        <translation>Alle Anhänge speichern</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>Alle speichern…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save attachment</source>
        <translation>Anhang speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>This file type can harm your computer.</source>
        <translation>Dieser Dateityp kann Ihrem Computer schaden.</translation>
    </message>
    <message>
        <source>What you searched for is in {name}</source>
        <translation>Was Sie suchen, steht in {name}</translation>
    </message>
    <message>
        <source>“{name}” is a program or can contain one. It can be saved, not opened from here.</source>
        <translation>„{name}“ ist ein Programm oder kann eines enthalten. Es kann gespeichert, aber nicht von hier aus geöffnet werden.</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>Back up to</source>
        <translation>Sichern nach</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message numerus="yes">
        <source>Backup written and checked: %Ln message(s), {size}</source>
        <translation>
            <numerusform>Sicherung geschrieben und geprüft: %Ln Nachricht, {size}</numerusform>
            <numerusform>Sicherung geschrieben und geprüft: %Ln Nachrichten, {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>Backups (*.backup);;All files (*)</source>
        <translation>Sicherungen (*.backup);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Checking every message of the copy…</source>
        <translation>Jede Nachricht der Kopie wird geprüft…</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Wird kopiert…</translation>
    </message>
    <message>
        <source>Replace the local copy by “{name}”?</source>
        <translation>Lokale Kopie durch „{name}“ ersetzen?</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>imapdesk starts again with what is in this backup. What is here now is kept in the data folder under another name. Passwords are not in a backup; a mailbox without one asks for it.</source>
        <translation>imapdesk startet neu mit dem Inhalt dieser Sicherung. Das jetzt Vorhandene bleibt unter anderem Namen im Datenordner. Passwörter sind nicht in einer Sicherung; ein Postfach ohne Passwort fragt danach.</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Einklappen</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr anzeigen</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>Certificate problem</source>
        <translation>Problem mit dem Zertifikat</translation>
    </message>
    <message>
        <source>Don&apos;t connect</source>
        <translation>Nicht verbinden</translation>
    </message>
    <message>
        <source>For: {value}</source>
        <translation>Für: {value}</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Issued by: {value}</source>
        <translation>Ausgestellt von: {value}</translation>
    </message>
    <message>
        <source>Issued to: {value}</source>
        <translation>Ausgestellt für: {value}</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint: {value}</source>
        <translation>Fingerabdruck (SHA-256): {value}</translation>
    </message>
    <message>
        <source>Valid from: {value}</source>
        <translation>Gültig ab: {value}</translation>
    </message>
    <message>
        <source>Valid until: {value}</source>
        <translation>Gültig bis: {value}</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details anzeigen</translation>
    </message>
    <message>
        <source>Someone may be reading along.</source>
        <translation>Möglicherweise liest jemand mit.</translation>
    </message>
    <message>
        <source>Trust its certificate only if you know why, for example because the server is your own. From then on imapdesk connects to nothing but a server that shows the same certificate.</source>
        <translation>Vertrauen Sie dem Zertifikat nur, wenn Sie wissen, warum, etwa weil der Server Ihnen gehört. imapdesk verbindet sich dann nur noch mit einem Server, der dasselbe Zertifikat zeigt.</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>Diesem Zertifikat vertrauen</translation>
    </message>
    <message>
        <source>{host} cannot prove its identity</source>
        <translation>{host} kann nicht beweisen, wer er ist</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Keep syncing in the background?</source>
        <translation>Im Hintergrund weiter synchronisieren?</translation>
    </message>
    <message>
        <source>Keep syncing</source>
        <translation>Weiter synchronisieren</translation>
    </message>
    <message>
        <source>Quit from the tray menu.</source>
        <translation>Beenden lässt es sich über das Menü im Infobereich.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Starting imapdesk again brings the window back. Settings &gt; General changes your answer.</source>
        <translation>Ein erneuter Start von imapdesk bringt das Fenster zurück. Unter Einstellungen &gt; Allgemein ändern Sie Ihre Antwort.</translation>
    </message>
    <message>
        <source>imapdesk keeps syncing</source>
        <translation>imapdesk synchronisiert weiter</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Restore columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>Checking whether “{mailbox}” is complete…</source>
        <translation>Es wird geprüft, ob „{mailbox}“ vollständig ist…</translation>
    </message>
    <message>
        <source>“{mailbox}” could not be checked: {reason}</source>
        <translation>„{mailbox}“ konnte nicht geprüft werden: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>“{mailbox}” is complete: %Ln message(s) are here as on the server.</source>
        <translation>
            <numerusform>„{mailbox}“ ist vollständig: %Ln Nachricht ist hier wie auf dem Server.</numerusform>
            <numerusform>„{mailbox}“ ist vollständig: %Ln Nachrichten sind hier wie auf dem Server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{mailbox}” is not complete in %Ln folder(s): see the mailbox&apos;s page.</source>
        <translation>
            <numerusform>„{mailbox}“ ist in %Ln Ordner nicht vollständig: siehe die Seite des Postfachs.</numerusform>
            <numerusform>„{mailbox}“ ist in %Ln Ordnern nicht vollständig: siehe die Seite des Postfachs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Syncing is paused</source>
        <translation>Synchronisieren ist pausiert</translation>
    </message>
    <message>
        <source>Syncing {mailbox}</source>
        <translation>{mailbox} wird synchronisiert</translation>
    </message>
    <message>
        <source>The demo mailbox could not be opened.</source>
        <translation>Das Demo-Postfach konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The demo mailbox opens in a window of its own.</source>
        <translation>Das Demo-Postfach öffnet sich in einem eigenen Fenster.</translation>
    </message>
    <message>
        <source>Ticked folders will be downloaded at the next sync.</source>
        <translation>Ausgewählte Ordner werden beim nächsten Synchronisieren heruntergeladen.</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Up to date, next sync {time}</source>
        <translation>Auf dem neuesten Stand, nächstes Synchronisieren {time}</translation>
    </message>
    <message>
        <source>{mailbox} was removed.</source>
        <translation>{mailbox} wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>ConnectPage</name>
    <message>
        <source>Connecting to the server</source>
        <translation>Verbindung zum Server herstellen</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Enter settings myself</source>
        <translation>Einstellungen selbst eingeben</translation>
    </message>
    <message>
        <source>Finding your provider</source>
        <translation>Ihren Anbieter finden</translation>
    </message>
    <message>
        <source>If the server is your own or your company&apos;s, name its certificate file.</source>
        <translation>Wenn der Server Ihr eigener oder der Ihrer Firma ist, nennen Sie seine Zertifikatsdatei.</translation>
    </message>
    <message>
        <source>Reading folders</source>
        <translation>Ordner lesen</translation>
    </message>
    <message>
        <source>Securing the connection</source>
        <translation>Verbindung absichern</translation>
    </message>
    <message>
        <source>Send it there</source>
        <translation>Dorthin senden</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>{address} at {host}</source>
        <translation>{address} bei {host}</translation>
    </message>
</context>
<context>
    <name>Damaged</name>
    <message numerus="yes">
        <source>%Ln message(s) are here again, {pending} will be fetched again. The damaged file is kept as {file}.</source>
        <translation>
            <numerusform>%Ln Nachricht ist wieder da; noch einmal zu holen: {pending}. Die beschädigte Datei bleibt als {file} erhalten.</numerusform>
            <numerusform>%Ln Nachrichten sind wieder da; noch einmal zu holen: {pending}. Die beschädigte Datei bleibt als {file} erhalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) are restored.</source>
        <translation>
            <numerusform>%Ln Nachricht ist wiederhergestellt.</numerusform>
            <numerusform>%Ln Nachrichten sind wiederhergestellt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Backups (*.backup);;All files (*)</source>
        <translation>Sicherungen (*.backup);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Repairing the local copy…</source>
        <translation>Die lokale Kopie wird repariert…</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Restoring the backup…</source>
        <translation>Die Sicherung wird wiederhergestellt…</translation>
    </message>
</context>
<context>
    <name>DamagedDialog</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Repairing makes a new copy of everything that can be read; what is lost here is fetched from the servers again. The damaged file is kept.</source>
        <translation>Beim Reparieren entsteht eine neue Kopie von allem, was sich lesen lässt; was hier verloren ist, wird noch einmal von den Servern geholt. Die beschädigte Datei bleibt erhalten.</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>The local copy of your mail has a fault.</source>
        <translation>Die lokale Kopie Ihrer E-Mails ist beschädigt.</translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation>imapdesk</translation>
    </message>
</context>
<context>
    <name>Deletions</name>
    <message numerus="yes">
        <source>%Ln of {held} messages in “{folder}” are no longer on the server. They are kept here.</source>
        <translation>
            <numerusform>%Ln Nachricht von {held} in „{folder}“ ist nicht mehr auf dem Server. Hier bleibt sie erhalten.</numerusform>
            <numerusform>%Ln von {held} Nachrichten in „{folder}“ sind nicht mehr auf dem Server. Hier bleiben sie erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Mark as deleted</source>
        <translation>Als gelöscht markieren</translation>
    </message>
</context>
<context>
    <name>Emptiness</name>
    <message>
        <source>Choose inbox and sent</source>
        <translation>Posteingang und Gesendet auswählen</translation>
    </message>
    <message>
        <source>Downloading your newest messages…</source>
        <translation>Ihre neuesten Nachrichten werden heruntergeladen…</translation>
    </message>
    <message>
        <source>Its mail comes with the next sync.</source>
        <translation>Die Nachrichten kommen beim nächsten Synchronisieren.</translation>
    </message>
    <message>
        <source>Keep this folder</source>
        <translation>Diesen Ordner behalten</translation>
    </message>
    <message>
        <source>No folders chosen yet</source>
        <translation>Noch keine Ordner ausgewählt</translation>
    </message>
    <message>
        <source>No messages here</source>
        <translation>Hier sind keine Nachrichten</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Noch nicht synchronisiert</translation>
    </message>
    <message>
        <source>Not ticked</source>
        <translation>Nicht ausgewählt</translation>
    </message>
    <message>
        <source>Nothing found for “{query}”</source>
        <translation>Nichts gefunden für „{query}“</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>This folder is not kept on this computer. Tick it to download its mail.</source>
        <translation>Dieser Ordner wird nicht auf diesem Computer gespeichert. Wählen Sie ihn aus, um seine Nachrichten herunterzuladen.</translation>
    </message>
    <message>
        <source>Tick the folders you want to keep.</source>
        <translation>Wählen Sie die Ordner aus, die Sie behalten möchten.</translation>
    </message>
    <message>
        <source>Try fewer words, or search all mailboxes.</source>
        <translation>Versuchen Sie es mit weniger Wörtern oder durchsuchen Sie alle Postfächer.</translation>
    </message>
    <message>
        <source>Try fewer words. What is not saved here can be found on the server.</source>
        <translation>Versuchen Sie es mit weniger Wörtern. Was hier nicht gespeichert ist, findet die Suche auf dem Server.</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong inside imapdesk.</source>
        <translation>In imapdesk ist etwas schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) exported</source>
        <translation>
            <numerusform>%Ln Nachricht exportiert</numerusform>
            <numerusform>%Ln Nachrichten exportiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>&amp;Als</translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation>&amp;Ordner wählen…</translation>
    </message>
    <message>
        <source>All mailboxes</source>
        <translation>Alle Postfächer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export mail</source>
        <translation>Nachrichten exportieren</translation>
    </message>
    <message>
        <source>Export saved mail to</source>
        <translation>Gespeicherte Nachrichten exportieren nach</translation>
    </message>
    <message>
        <source>Kind of files</source>
        <translation>Art der Dateien</translation>
    </message>
    <message>
        <source>Maildir, with read and starred marks</source>
        <translation>Maildir, mit Gelesen- und Stern-Markierungen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>One .eml file for each message</source>
        <translation>Eine .eml-Datei pro Nachricht</translation>
    </message>
    <message>
        <source>One mbox file for each folder (Thunderbird, Apple Mail)</source>
        <translation>Eine mbox-Datei pro Ordner (Thunderbird, Apple Mail)</translation>
    </message>
    <message>
        <source>The bytes of each message stay as the server gave them. Exporting again adds what is new.</source>
        <translation>Die Bytes jeder Nachricht bleiben, wie der Server sie lieferte. Erneutes Exportieren ergänzt das Neue.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>FieldForm</name>
    <message>
        <source>Choose a file: {field}</source>
        <translation>Datei wählen: {field}</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Find in message</source>
        <translation>In der Nachricht suchen</translation>
    </message>
    <message>
        <source>Next place in the message</source>
        <translation>Nächste Stelle in der Nachricht</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Previous place in the message</source>
        <translation>Vorige Stelle in der Nachricht</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>{at} von {count}</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Name in the tree:</source>
        <translation>Name in der Ordnerliste:</translation>
    </message>
    <message>
        <source>Remove saved search</source>
        <translation>Gespeicherte Suche entfernen</translation>
    </message>
    <message>
        <source>Rename saved search</source>
        <translation>Gespeicherte Suche umbenennen</translation>
    </message>
    <message>
        <source>Rename saved search…</source>
        <translation>Gespeicherte Suche umbenennen…</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>Suche speichern</translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message numerus="yes">
        <source>%Ln saved message(s) are deleted from this computer. Nothing changes on the server.</source>
        <translation>
            <numerusform>%Ln gespeicherte Nachricht wird von diesem Computer gelöscht. Auf dem Server ändert sich nichts.</numerusform>
            <numerusform>%Ln gespeicherte Nachrichten werden von diesem Computer gelöscht. Auf dem Server ändert sich nichts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved message(s) are deleted from this computer. The server no longer has them.</source>
        <translation>
            <numerusform>%Ln gespeicherte Nachricht wird von diesem Computer gelöscht. Auf dem Server gibt es sie nicht mehr.</numerusform>
            <numerusform>%Ln gespeicherte Nachrichten werden von diesem Computer gelöscht. Auf dem Server gibt es sie nicht mehr.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Leave folder out</source>
        <translation>&amp;Ordner abwählen</translation>
    </message>
    <message>
        <source>Leave out with sub-&amp;folders</source>
        <translation>Mit &amp;Unterordnern abwählen</translation>
    </message>
    <message>
        <source>Remove local copy</source>
        <translation>Lokale Kopie entfernen</translation>
    </message>
    <message>
        <source>Remove the kept mail of “{mailbox}”?</source>
        <translation>Die behaltenen Nachrichten von „{mailbox}“ entfernen?</translation>
    </message>
    <message>
        <source>Remove the local copy of “{folder}”?</source>
        <translation>Lokale Kopie von „{folder}“ entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>FolderPicker</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folders to keep</source>
        <translation>Ordner, die gespeichert werden</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>FolderReasons</name>
    <message numerus="yes">
        <source>%Ln message(s) are larger than the mailbox&apos;s limit</source>
        <translation>
            <numerusform>%Ln Nachricht ist größer als die Grenze des Postfachs</numerusform>
            <numerusform>%Ln Nachrichten sind größer als die Grenze des Postfachs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) are older than a year</source>
        <translation>
            <numerusform>%Ln Nachricht ist älter als ein Jahr</numerusform>
            <numerusform>%Ln Nachrichten sind älter als ein Jahr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) are older than {day}</source>
        <translation>
            <numerusform>%Ln Nachricht ist älter als {day}</numerusform>
            <numerusform>%Ln Nachrichten sind älter als {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) come with the next sync</source>
        <translation>
            <numerusform>%Ln Nachricht kommt beim nächsten Synchronisieren</numerusform>
            <numerusform>%Ln Nachrichten kommen beim nächsten Synchronisieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in quarantine</source>
        <translation>
            <numerusform>%Ln Nachricht in Quarantäne</numerusform>
            <numerusform>%Ln Nachrichten in Quarantäne</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is here</source>
        <translation>Alles ist hier</translation>
    </message>
    <message>
        <source>Holds folders only</source>
        <translation>Enthält nur Ordner</translation>
    </message>
    <message>
        <source>No longer on the server; saved messages are kept</source>
        <translation>Nicht mehr auf dem Server; gespeicherte Nachrichten bleiben</translation>
    </message>
    <message>
        <source>Not ticked</source>
        <translation>Nicht ausgewählt</translation>
    </message>
    <message>
        <source>Not ticked; saved messages are kept</source>
        <translation>Nicht ausgewählt; gespeicherte Nachrichten bleiben</translation>
    </message>
    <message>
        <source>Waiting for the next sync</source>
        <translation>Wartet auf das nächste Synchronisieren</translation>
    </message>
    <message>
        <source>Waiting for the sign-in</source>
        <translation>Wartet auf die Anmeldung</translation>
    </message>
    <message>
        <source>Waiting until you sync this mailbox</source>
        <translation>Wartet, bis Sie dieses Postfach synchronisieren</translation>
    </message>
    <message>
        <source>Waiting until {time}</source>
        <translation>Wartet bis {time}</translation>
    </message>
    <message>
        <source>Waiting until {time}: {reason}</source>
        <translation>Wartet bis {time}: {reason}</translation>
    </message>
    <message>
        <source>Waiting: syncing is paused</source>
        <translation>Wartet: Synchronisieren ist pausiert</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>FolderTable</name>
    <message>
        <source>Check completeness</source>
        <translation>Vollständigkeit prüfen</translation>
    </message>
    <message>
        <source>Compare every message with the server&apos;s list; nothing is changed.</source>
        <translation>Jede Nachricht mit der Liste des Servers vergleichen; nichts wird geändert.</translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation>Vollständigkeit</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Messages in quarantine</source>
        <translation>Nachrichten in Quarantäne</translation>
    </message>
    <message>
        <source>Messages that could not be saved yet: {count}</source>
        <translation>Noch nicht speicherbare Nachrichten: {count}</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Auf dem Server</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>What the server said</source>
        <translation>Was der Server sagte</translation>
    </message>
    <message>
        <source>only by hand</source>
        <translation>nur von Hand</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>All Mail</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Bulk Mail</source>
        <translation>Massen-E-Mails</translation>
    </message>
    <message>
        <source>Deleted Items</source>
        <translation>Gelöschte Elemente</translation>
    </message>
    <message>
        <source>Deleted Messages</source>
        <translation>Gelöschte Nachrichten</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Wichtig</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Posteingang</translation>
    </message>
    <message>
        <source>Junk E-mail</source>
        <translation>Junk-E-Mail</translation>
    </message>
    <message>
        <source>Junk Email</source>
        <translation>Junk-E-Mail</translation>
    </message>
    <message>
        <source>Junk</source>
        <translation>Junk</translation>
    </message>
    <message>
        <source>Sent Items</source>
        <translation>Gesendete Elemente</translation>
    </message>
    <message>
        <source>Sent Mail</source>
        <translation>Gesendete E-Mails</translation>
    </message>
    <message>
        <source>Sent Messages</source>
        <translation>Gesendete Nachrichten</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>Spam</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message numerus="yes">
        <source>%Ln message(s), {size}, {time}; newest first.</source>
        <translation>
            <numerusform>%Ln Nachricht, {size}, {time}; das Neueste zuerst.</numerusform>
            <numerusform>%Ln Nachrichten, {size}, {time}; das Neueste zuerst.</numerusform>
        </translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>No folders chosen yet. Tick the folders you want to keep.</source>
        <translation>Noch keine Ordner ausgewählt. Wählen Sie die Ordner aus, die Sie behalten möchten.</translation>
    </message>
    <message>
        <source>Of these, the last 12 months are downloaded.</source>
        <translation>Davon werden die letzten 12 Monate heruntergeladen.</translation>
    </message>
    <message>
        <source>That is all of it.</source>
        <translation>Das ist alles.</translation>
    </message>
    <message numerus="yes">
        <source>That is the last 12 months; %Ln older message(s) stay on the server only.</source>
        <translation>
            <numerusform>Das sind die letzten 12 Monate; %Ln ältere Nachricht bleibt nur auf dem Server.</numerusform>
            <numerusform>Das sind die letzten 12 Monate; %Ln ältere Nachrichten bleiben nur auf dem Server.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tick what you want to keep on this computer. You can change it at any time.</source>
        <translation>Wählen Sie aus, was auf diesem Computer gespeichert werden soll. Sie können es jederzeit ändern.</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>&amp;Start with the computer, in the background</source>
        <translation>Mit dem &amp;Computer starten, im Hintergrund</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Fa&amp;rbschema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>Mich fragen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Keep syncing in the background</source>
        <translation>Im Hintergrund weiter synchronisieren</translation>
    </message>
    <message>
        <source>Keep syncing in the tray</source>
        <translation>Im Infobereich weiter synchronisieren</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Message &amp;list</source>
        <translation>Nachrichten&amp;liste</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Das Fenster zeigen</translation>
    </message>
    <message>
        <source>Stay in the background</source>
        <translation>Im Hintergrund bleiben</translation>
    </message>
    <message>
        <source>When I s&amp;tart it</source>
        <translation>Wenn ich es s&amp;tarte</translation>
    </message>
    <message>
        <source>When the window is &amp;closed</source>
        <translation>Beim Schließen des &amp;Fensters</translation>
    </message>
</context>
<context>
    <name>HeadLabel</name>
    <message>
        <source>Copy {address}</source>
        <translation>{address} kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
</context>
<context>
    <name>HelpPageButton</name>
    <message>
        <source>Open provider page</source>
        <translation>Seite des Anbieters öffnen</translation>
    </message>
</context>
<context>
    <name>ImagesBar</name>
    <message>
        <source>Always from this sender</source>
        <translation>Immer von diesem Absender</translation>
    </message>
    <message>
        <source>Always show images from this sender</source>
        <translation>Bilder von diesem Absender immer anzeigen</translation>
    </message>
    <message>
        <source>Blocked images</source>
        <translation>Blockierte Bilder</translation>
    </message>
    <message>
        <source>Images are blocked to protect your privacy.</source>
        <translation>Bilder sind zum Schutz Ihrer Privatsphäre blockiert.</translation>
    </message>
    <message>
        <source>Images are blocked: Settings, Reading says that they are never shown.</source>
        <translation>Bilder sind blockiert: Laut Einstellungen &gt; Lesen werden sie nie angezeigt.</translation>
    </message>
    <message>
        <source>Show images of this message</source>
        <translation>Bilder dieser Nachricht anzeigen</translation>
    </message>
    <message>
        <source>Show images</source>
        <translation>Bilder anzeigen</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were there already</source>
        <translation>
            <numerusform>%Ln war schon da</numerusform>
            <numerusform>%Ln waren schon da</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>Choose f&amp;older…</source>
        <translation>&amp;Ordner wählen…</translation>
    </message>
    <message>
        <source>Chosen file or folder</source>
        <translation>Gewählte Datei oder gewählter Ordner</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Import mail from</source>
        <translation>Nachrichten importieren aus</translation>
    </message>
    <message>
        <source>Import mail</source>
        <translation>Nachrichten importieren</translation>
    </message>
    <message>
        <source>Name of the imported mailbox</source>
        <translation>Name des importierten Postfachs</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>Noch nichts gewählt</translation>
    </message>
    <message>
        <source>Takes mbox files, Maildirs and .eml files, also whole folders of them or a .zip. The mail becomes a mailbox of its own on this computer; it can be read and searched, and nothing of it goes to a server.</source>
        <translation>Nimmt mbox-Dateien, Maildirs und .eml-Dateien, auch ganze Ordner davon oder eine .zip-Datei. Die Nachrichten werden ein eigenes Postfach auf diesem Computer; es kann gelesen und durchsucht werden, und nichts davon gelangt auf einen Server.</translation>
    </message>
    <message>
        <source>{count} unreadable</source>
        <translation>{count} unlesbar</translation>
    </message>
    <message numerus="yes">
        <source>{mailbox}: %Ln message(s) imported</source>
        <translation>
            <numerusform>{mailbox}: %Ln Nachricht importiert</numerusform>
            <numerusform>{mailbox}: %Ln Nachrichten importiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntegrationCard</name>
    <message>
        <source>Answer of the provider</source>
        <translation>Antwort des Anbieters</translation>
    </message>
    <message>
        <source>Asking {label}…</source>
        <translation>{label} wird gefragt…</translation>
    </message>
    <message>
        <source>Changed. Enable it again to have it checked; its mailboxes must sign in again.</source>
        <translation>Geändert. Aktivieren Sie es erneut, damit es geprüft wird; die Postfächer müssen sich neu anmelden.</translation>
    </message>
    <message>
        <source>Check {}</source>
        <translation>{} prüfen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Copy the redirect address</source>
        <translation>Weiterleitungsadresse kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Couldn&apos;t be checked</source>
        <translation>Nicht prüfbar</translation>
    </message>
    <message>
        <source>Load {file}</source>
        <translation>{file} laden</translation>
    </message>
    <message>
        <source>Load {file}…</source>
        <translation>{file} laden…</translation>
    </message>
    <message>
        <source>OAuth 2.0 for {label} sync: enable</source>
        <translation>OAuth 2.0 für das Synchronisieren mit {label} aktivieren</translation>
    </message>
    <message>
        <source>Redirect address to register</source>
        <translation>Weiterleitungsadresse zum Registrieren</translation>
    </message>
    <message>
        <source>Redirect address</source>
        <translation>Weiterleitungsadresse</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Switched off. Its mailboxes stop; their saved mail stays.</source>
        <translation>Ausgeschaltet. Die Postfächer halten an; gespeicherte Nachrichten bleiben.</translation>
    </message>
    <message>
        <source>Switching off…</source>
        <translation>Wird ausgeschaltet…</translation>
    </message>
    <message>
        <source>The form of this type failed: {}</source>
        <translation>Das Formular dieses Typs ist fehlgeschlagen: {}</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>{name} (*.json);;All files (*)</source>
        <translation>{name} (*.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>IntegrationPage</name>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Mailboxes at these providers sign in on the provider&apos;s own page, without a password in imapdesk. Each provider wants a client id of your own first.</source>
        <translation>Postfächer bei diesen Anbietern melden sich auf der Seite des Anbieters an, ohne Passwort in imapdesk. Jeder Anbieter verlangt zuvor eine eigene Client-ID.</translation>
    </message>
    <message>
        <source>Passwords and sign-ins are kept in {place}.</source>
        <translation>Passwörter und Anmeldungen werden hier aufbewahrt: {place}.</translation>
    </message>
    <message>
        <source>Sign in &amp;using</source>
        <translation>Anmelden &amp;mit</translation>
    </message>
    <message>
        <source>Sign in using</source>
        <translation>Anmelden mit</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>The package {package} ({entry}) can&apos;t be used. {sentence}</source>
        <translation>Das Paket {package} ({entry}) kann nicht verwendet werden. {sentence}</translation>
    </message>
    <message>
        <source>a code on any device</source>
        <translation>einem Code auf irgendeinem Gerät</translation>
    </message>
    <message>
        <source>an encrypted file</source>
        <translation>eine verschlüsselte Datei</translation>
    </message>
    <message>
        <source>my web browser</source>
        <translation>meinem Webbrowser</translation>
    </message>
    <message>
        <source>the system keyring</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>this program</source>
        <translation>diesem Programm</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Start with the computer</source>
        <translation>Mit dem Computer starten</translation>
    </message>
    <message>
        <source>The planned backup could not be written: {reason}</source>
        <translation>Die geplante Sicherung konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>You can close this window; syncing goes on.</source>
        <translation>Sie können dieses Fenster schließen; das Synchronisieren läuft weiter.</translation>
    </message>
    <message>
        <source>imapdesk starts with the computer from now on.</source>
        <translation>imapdesk startet ab jetzt mit dem Computer.</translation>
    </message>
</context>
<context>
    <name>LinkQuestion</name>
    <message>
        <source>Open anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>ListStrip</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>Bestes zuerst</translation>
    </message>
    <message numerus="yes">
        <source>Conversation of %Ln message(s), from all folders of its mailbox</source>
        <translation>
            <numerusform>Unterhaltung aus %Ln Nachricht, aus allen Ordnern des Postfachs</numerusform>
            <numerusform>Unterhaltung aus %Ln Nachrichten, aus allen Ordnern des Postfachs</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Order of the results</source>
        <translation>Reihenfolge der Ergebnisse</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Search on the server too</source>
        <translation>Auch auf dem Server suchen</translation>
    </message>
    <message>
        <source>Search result</source>
        <translation>Suchergebnis</translation>
    </message>
    <message>
        <source>the first {count} found</source>
        <translation>die ersten {count} gefunden</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} gefunden</translation>
    </message>
</context>
<context>
    <name>MailboxActions</name>
    <message>
        <source>Keep the saved messages readable</source>
        <translation>Gespeicherte Nachrichten lesbar behalten</translation>
    </message>
    <message numerus="yes">
        <source>Nothing changes on the server. %Ln message(s) saved on this computer are deleted, unless they are kept.</source>
        <translation>
            <numerusform>Auf dem Server ändert sich nichts. %Ln auf diesem Computer gespeicherte Nachricht wird gelöscht, wenn sie nicht behalten wird.</numerusform>
            <numerusform>Auf dem Server ändert sich nichts. %Ln auf diesem Computer gespeicherte Nachrichten werden gelöscht, wenn sie nicht behalten werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove mailbox</source>
        <translation>Postfach entfernen</translation>
    </message>
    <message>
        <source>Remove the mailbox “{name}” from imapdesk?</source>
        <translation>Das Postfach „{name}“ aus imapdesk entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>MailboxLine</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Go on syncing</source>
        <translation>Weiter synchronisieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Progress of {mailbox}</source>
        <translation>Fortschritt von {mailbox}</translation>
    </message>
    <message>
        <source>Skip folder</source>
        <translation>Ordner überspringen</translation>
    </message>
    <message numerus="yes">
        <source>{folder}: {done} of %Ln message(s), {size} of {whole}</source>
        <translation>
            <numerusform>{folder}: {done} von %Ln Nachricht, {size} von {whole}</numerusform>
            <numerusform>{folder}: {done} von %Ln Nachrichten, {size} von {whole}</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation>{size} pro Sekunde</translation>
    </message>
</context>
<context>
    <name>MailboxPage</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Postfach</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Not everything could be synced</source>
        <translation>Nicht alles konnte synchronisiert werden</translation>
    </message>
    <message>
        <source>Recent activity</source>
        <translation>Letzte Aktivität</translation>
    </message>
    <message>
        <source>Remove mailbox…</source>
        <translation>Postfach entfernen…</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
</context>
<context>
    <name>MailboxTree</name>
    <message numerus="yes">
        <source>%Ln message(s) on the server, {saved} saved here</source>
        <translation>
            <numerusform>%Ln Nachricht auf dem Server, {saved} hier gespeichert</numerusform>
            <numerusform>%Ln Nachrichten auf dem Server, {saved} hier gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) saved here</source>
        <translation>
            <numerusform>%Ln Nachricht hier gespeichert</numerusform>
            <numerusform>%Ln Nachrichten hier gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) could not be saved</source>
        <translation>
            <numerusform>%Ln Nachricht konnte nicht gespeichert werden</numerusform>
            <numerusform>%Ln Nachrichten konnten nicht gespeichert werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) are larger than the mailbox&apos;s limit and left out</source>
        <translation>
            <numerusform>%Ln Nachricht ist größer als die Grenze des Postfachs und wird ausgelassen</numerusform>
            <numerusform>%Ln Nachrichten sind größer als die Grenze des Postfachs und werden ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) wait to be saved</source>
        <translation>
            <numerusform>%Ln Nachricht wartet auf das Speichern</numerusform>
            <numerusform>%Ln Nachrichten warten auf das Speichern</numerusform>
        </translation>
    </message>
    <message>
        <source>All inboxes</source>
        <translation>Alle Posteingänge</translation>
    </message>
    <message>
        <source>All mail</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Checked {time}: {missing} missing, {different} different, {extra} no longer on the server</source>
        <translation>Geprüft {time}: {missing} fehlen, {different} verschieden, {extra} nicht mehr auf dem Server</translation>
    </message>
    <message>
        <source>Checked {time}: {reason}</source>
        <translation>Geprüft {time}: {reason}</translation>
    </message>
    <message>
        <source>Complete: checked {time}</source>
        <translation>Vollständig: geprüft {time}</translation>
    </message>
    <message>
        <source>Imported; this mail is on this computer alone</source>
        <translation>Importiert; diese Nachrichten sind nur auf diesem Computer</translation>
    </message>
    <message>
        <source>Last sync {time}</source>
        <translation>Zuletzt synchronisiert {time}</translation>
    </message>
    <message>
        <source>Mailboxes and folders</source>
        <translation>Postfächer und Ordner</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Postfächer</translation>
    </message>
    <message>
        <source>No longer on the server - saved messages are kept.</source>
        <translation>Nicht mehr auf dem Server – gespeicherte Nachrichten bleiben.</translation>
    </message>
    <message>
        <source>Not ticked: this folder is not kept in step.</source>
        <translation>Nicht ausgewählt: Dieser Ordner wird nicht synchronisiert.</translation>
    </message>
    <message>
        <source>Removed; mail kept here</source>
        <translation>Entfernt; Nachrichten hier behalten</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>With attachments</source>
        <translation>Mit Anhängen</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>not complete</source>
        <translation>nicht vollständig</translation>
    </message>
    <message>
        <source>{count} unread</source>
        <translation>{count} ungelesen</translation>
    </message>
    <message>
        <source>{view}, over all mailboxes</source>
        <translation>{view}, in allen Postfächern</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Add mailbox</source>
        <translation>Postfach hinzufügen</translation>
    </message>
    <message>
        <source>Mailboxes and messages</source>
        <translation>Postfächer und Nachrichten</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation>imapdesk</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>%Ln message(s) are as they were.</source>
        <translation>
            <numerusform>%Ln Nachricht ist wieder, wie sie war.</numerusform>
            <numerusform>%Ln Nachrichten sind wieder, wie sie waren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) changed; Ctrl+Z takes it back.</source>
        <translation>
            <numerusform>%Ln Nachricht geändert; Strg+Z nimmt es zurück.</numerusform>
            <numerusform>%Ln Nachrichten geändert; Strg+Z nimmt es zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Marked as read</source>
        <translation>Als gelesen markiert</translation>
    </message>
    <message>
        <source>Marked as unread</source>
        <translation>Als ungelesen markiert</translation>
    </message>
    <message>
        <source>Star taken away</source>
        <translation>Stern entfernt</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern markiert</translation>
    </message>
    <message>
        <source>{mailbox} is read-only: its marks stay on this computer and never reach the server.</source>
        <translation>{mailbox} wird nur gelesen: Markierungen bleiben auf diesem Computer und kommen nie zum Server.</translation>
    </message>
</context>
<context>
    <name>MasterPassword</name>
    <message>
        <source>No master password was given, so the password can&apos;t be kept.</source>
        <translation>Es wurde kein Hauptpasswort eingegeben, daher kann das Passwort nicht aufbewahrt werden.</translation>
    </message>
</context>
<context>
    <name>MasterPasswordDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Hauptpasswort</translation>
    </message>
    <message>
        <source>This computer has no password store that imapdesk can use. Your passwords are in an encrypted file instead, and the master password opens it. It is asked for once after each start.</source>
        <translation>Dieser Computer hat keinen Passwortspeicher, den imapdesk nutzen kann. Ihre Passwörter stehen stattdessen in einer verschlüsselten Datei, und das Hauptpasswort öffnet sie. Nach jedem Start wird einmal danach gefragt.</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;About imapdesk</source>
        <translation>Ü&amp;ber imapdesk</translation>
    </message>
    <message>
        <source>&amp;Activity and log</source>
        <translation>&amp;Aktivität und Protokoll</translation>
    </message>
    <message>
        <source>&amp;Add mailbox…</source>
        <translation>Postfach &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Back up…</source>
        <translation>Si&amp;chern…</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>&amp;Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Compact list</source>
        <translation>&amp;Kompakte Liste</translation>
    </message>
    <message>
        <source>&amp;Copy link to message id</source>
        <translation>Link zur Nachrichten-&amp;ID kopieren</translation>
    </message>
    <message>
        <source>&amp;Dark messages</source>
        <translation>&amp;Dunkle Nachrichten</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Find in message…</source>
        <translation>In &amp;der Nachricht suchen…</translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation>Kopf&amp;zeilen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Include folder</source>
        <translation>&amp;Ordner auswählen</translation>
    </message>
    <message>
        <source>&amp;Later in the conversation</source>
        <translation>Später in der Unter&amp;haltung</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Nächste</translation>
    </message>
    <message>
        <source>&amp;Pause syncing</source>
        <translation>Synchronisieren &amp;pausieren</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Vorheriger Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Vorherige</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Reader below the list</source>
        <translation>&amp;Leseansicht unter der Liste</translation>
    </message>
    <message>
        <source>&amp;Remove local copy…</source>
        <translation>&amp;Lokale Kopie entfernen…</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>Ein&amp;stellungen…</translation>
    </message>
    <message>
        <source>&amp;Star</source>
        <translation>&amp;Stern</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Check &amp;completeness</source>
        <translation>&amp;Vollständigkeit prüfen</translation>
    </message>
    <message>
        <source>Col&amp;umns…</source>
        <translation>S&amp;palten…</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostic report</source>
        <translation>&amp;Diagnosebericht kopieren</translation>
    </message>
    <message>
        <source>Copy sender&apos;s a&amp;ddress</source>
        <translation>Adresse des Absenders ko&amp;pieren</translation>
    </message>
    <message>
        <source>Earlier in the conversation</source>
        <translation>Früher in der Unterhaltung</translation>
    </message>
    <message>
        <source>Group by con&amp;versation</source>
        <translation>Nach &amp;Unterhaltungen gruppieren</translation>
    </message>
    <message>
        <source>Include with sub-&amp;folders</source>
        <translation>Mit &amp;Unterordnern auswählen</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Mail&amp;box</source>
        <translation>&amp;Postfach</translation>
    </message>
    <message>
        <source>Mailbox s&amp;ettings</source>
        <translation>Postfach-&amp;Einstellungen</translation>
    </message>
    <message>
        <source>Mar&amp;k folder as read</source>
        <translation>Ordner als &amp;gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation>Als ge&amp;lesen markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;unread</source>
        <translation>Als ungelesen mar&amp;kieren</translation>
    </message>
    <message>
        <source>Next place found</source>
        <translation>Nächste Fundstelle</translation>
    </message>
    <message>
        <source>Next unr&amp;ead (N)</source>
        <translation>Nächste un&amp;gelesene (N)</translation>
    </message>
    <message>
        <source>Normal si&amp;ze</source>
        <translation>N&amp;ormale Größe</translation>
    </message>
    <message>
        <source>Open in &amp;window</source>
        <translation>In eigenem &amp;Fenster öffnen</translation>
    </message>
    <message>
        <source>Previous place found</source>
        <translation>Vorige Fundstelle</translation>
    </message>
    <message>
        <source>Sign in a&amp;gain…</source>
        <translation>Erneut an&amp;melden…</translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>Plain &amp;text</source>
        <translation>Nur &amp;Text</translation>
    </message>
    <message>
        <source>Res&amp;tore…</source>
        <translation>&amp;Wiederherstellen…</translation>
    </message>
    <message>
        <source>S&amp;ource</source>
        <translation>&amp;Quelltext</translation>
    </message>
    <message>
        <source>S&amp;tatistics</source>
        <translation>S&amp;tatistik</translation>
    </message>
    <message>
        <source>Save &amp;attachments…</source>
        <translation>&amp;Anhänge speichern…</translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>Als &amp;PDF speichern…</translation>
    </message>
    <message>
        <source>Save as E&amp;ML…</source>
        <translation>Als &amp;EML speichern…</translation>
    </message>
    <message>
        <source>Show &amp;images</source>
        <translation>&amp;Bilder anzeigen</translation>
    </message>
    <message>
        <source>Show whole con&amp;versation</source>
        <translation>Ganze &amp;Unterhaltung anzeigen</translation>
    </message>
    <message>
        <source>Sync &amp;all</source>
        <translation>&amp;Alle synchronisieren</translation>
    </message>
    <message>
        <source>Take last mark &amp;back</source>
        <translation>Letzte Ma&amp;rkierung zurücknehmen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>V&amp;erkleinern</translation>
    </message>
</context>
<context>
    <name>MenuCommands</name>
    <message>
        <source>About imapdesk</source>
        <translation>Über imapdesk</translation>
    </message>
    <message>
        <source>Keeps a copy of your e-mail on this computer. It never deletes or moves anything on the server.</source>
        <translation>Hält eine Kopie Ihrer E-Mail auf diesem Computer. Auf dem Server wird nie etwas gelöscht oder verschoben.</translation>
    </message>
    <message>
        <source>Python {python}, Qt {qt}</source>
        <translation>Python {python}, Qt {qt}</translation>
    </message>
    <message>
        <source>imapdesk {version}</source>
        <translation>imapdesk {version}</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Nothing here is unread.</source>
        <translation>Hier ist nichts ungelesen.</translation>
    </message>
</context>
<context>
    <name>MessageBody</name>
    <message>
        <source>Message text</source>
        <translation>Nachrichtentext</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Message list</source>
        <translation>Nachrichtenliste</translation>
    </message>
</context>
<context>
    <name>MessageModel</name>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Deleted on the server; kept here.</source>
        <translation>Auf dem Server gelöscht; hier behalten.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Unread and star</source>
        <translation>Ungelesen und Stern</translation>
    </message>
    <message numerus="yes">
        <source>conversation of %Ln message(s), {state}</source>
        <translation>
            <numerusform>Unterhaltung aus %Ln Nachricht, {state}</numerusform>
            <numerusform>Unterhaltung aus %Ln Nachrichten, {state}</numerusform>
        </translation>
    </message>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>aufgeklappt</translation>
    </message>
</context>
<context>
    <name>MessageTable</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Find in message…</source>
        <translation>In der Nachricht suchen…</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Next place found</source>
        <translation>Nächste Fundstelle</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>Normale Größe</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Previous place found</source>
        <translation>Vorige Fundstelle</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Save as EML…</source>
        <translation>Als EML speichern…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern…</translation>
    </message>
    <message>
        <source>Show images</source>
        <translation>Bilder anzeigen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelltext</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
</context>
<context>
    <name>MessagesPane</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>The messages can&apos;t be listed</source>
        <translation>Die Nachrichten können nicht aufgelistet werden</translation>
    </message>
</context>
<context>
    <name>NetworkForm</name>
    <message>
        <source>&amp;Name of the proxy</source>
        <translation>&amp;Name des Proxys</translation>
    </message>
    <message>
        <source>&amp;Trusted certificates</source>
        <translation>&amp;Vertrauenswürdige Zertifikate</translation>
    </message>
    <message>
        <source>&amp;User name at the proxy</source>
        <translation>Ben&amp;utzername beim Proxy</translation>
    </message>
    <message>
        <source>As the system&apos;s environment says</source>
        <translation>Laut Umgebungsvariablen des Systems</translation>
    </message>
    <message>
        <source>Enter the name of the proxy.</source>
        <translation>Geben Sie den Namen des Proxys ein.</translation>
    </message>
    <message>
        <source>HTTP (CONNECT)</source>
        <translation>HTTP (CONNECT)</translation>
    </message>
    <message>
        <source>Mail, sign-ins and e-mails go through it, and it looks up the servers&apos; names.</source>
        <translation>E-Mail, Anmeldungen und Benachrichtigungen gehen durch ihn hindurch, und er schlägt die Namen der Server nach.</translation>
    </message>
    <message>
        <source>Name of the proxy</source>
        <translation>Name des Proxys</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>P&amp;ort of the proxy</source>
        <translation>P&amp;ort des Proxys</translation>
    </message>
    <message>
        <source>Pass&amp;word at the proxy</source>
        <translation>Pass&amp;wort beim Proxy</translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation>Passwort beim Proxy</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>Pro&amp;xy</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>SOCKS5</source>
        <translation>SOCKS5</translation>
    </message>
    <message>
        <source>Saved; connections from now on heed it.</source>
        <translation>Gespeichert; es gilt für alle Verbindungen ab jetzt.</translation>
    </message>
    <message>
        <source>Trusted certificates</source>
        <translation>Vertrauenswürdige Zertifikate</translation>
    </message>
    <message>
        <source>User name at the proxy</source>
        <translation>Benutzername beim Proxy</translation>
    </message>
    <message>
        <source>empty where the proxy wants no sign-in</source>
        <translation>leer, wenn der Proxy keine Anmeldung verlangt</translation>
    </message>
    <message>
        <source>the system&apos;s; or a file in PEM form</source>
        <translation>die des Systems; oder eine Datei im PEM-Format</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
</context>
<context>
    <name>NewFolderQuestions</name>
    <message>
        <source>Keep a copy</source>
        <translation>Kopie behalten</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>{mailbox}: the folder “{folder}” is new on the server. Keep a copy of it here?</source>
        <translation>{mailbox}: Der Ordner „{folder}“ ist neu auf dem Server. Soll hier eine Kopie gespeichert werden?</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%Ln mailbox(es) need you</source>
        <translation>
            <numerusform>%Ln Postfach braucht Sie</numerusform>
            <numerusform>%Ln Postfächer brauchen Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>%Ln neue Nachricht</numerusform>
            <numerusform>%Ln neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Open provider page</source>
        <translation>Seite des Anbieters öffnen</translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation>Servereinstellungen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign-in needed for {address}</source>
        <translation>Anmeldung nötig für {address}</translation>
    </message>
    <message>
        <source>Sync finished</source>
        <translation>Synchronisieren beendet</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %Ln other(s)</source>
        <translation>
            <numerusform>{names} und %Ln weitere Person</numerusform>
            <numerusform>{names} und %Ln weitere Personen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotificationPage</name>
    <message>
        <source>E-mails about trouble</source>
        <translation>E-Mails bei Störungen</translation>
    </message>
    <message>
        <source>Name the senders of new mail</source>
        <translation>Absender neuer Nachrichten nennen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>Tell me of new mail</source>
        <translation>Über neue Nachrichten informieren</translation>
    </message>
    <message>
        <source>Tell me when a mailbox needs me</source>
        <translation>Informieren, wenn ein Postfach mich braucht</translation>
    </message>
    <message>
        <source>Tell me when a sync that I started ends while the window is hidden</source>
        <translation>Informieren, wenn ein von mir gestartetes Synchronisieren bei verborgenem Fenster endet</translation>
    </message>
    <message>
        <source>The window shows what needs you whatever is chosen here.</source>
        <translation>Das Fenster zeigt immer, was Sie tun müssen, gleich was hier gewählt ist.</translation>
    </message>
    <message>
        <source>When a mailbox stops working, an e-mail goes to its person through this server, or through another mailbox of the same person.</source>
        <translation>Wenn ein Postfach nicht mehr funktioniert, geht eine E-Mail an seine Person, über diesen Server oder über ein anderes Postfach derselben Person.</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation>Nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>Open link…</source>
        <translation>Link öffnen…</translation>
    </message>
    <message>
        <source>Save picture as…</source>
        <translation>Bild speichern unter…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Copy to</source>
        <translation>Kopie an</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Show password</source>
        <translation>Passwort anzeigen</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation>&amp;Person</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>Account name of the new person</source>
        <translation>Kontoname der neuen Person</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>Person hinzufügen</translation>
    </message>
    <message>
        <source>Add role</source>
        <translation>Rolle hinzufügen</translation>
    </message>
    <message>
        <source>Changes people and roles</source>
        <translation>Ändert Personen und Rollen</translation>
    </message>
    <message>
        <source>E-mail &amp;address</source>
        <translation>E-Mail-&amp;Adresse</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Is told when a system mailbox stops working</source>
        <translation>Wird informiert, wenn ein Systempostfach nicht mehr funktioniert</translation>
    </message>
    <message>
        <source>Name of the new role</source>
        <translation>Name der neuen Rolle</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>People are known by the name of their account on this computer.</source>
        <translation>Personen sind unter dem Namen ihres Kontos auf diesem Computer bekannt.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Remove this person</source>
        <translation>Diese Person entfernen</translation>
    </message>
    <message>
        <source>Remove this role</source>
        <translation>Diese Rolle entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Roles of this person</source>
        <translation>Rollen dieser Person</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Save this person</source>
        <translation>Diese Person speichern</translation>
    </message>
    <message>
        <source>Save this role</source>
        <translation>Diese Rolle speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Sees system mailboxes and their mail</source>
        <translation>Sieht Systempostfächer und ihre Nachrichten</translation>
    </message>
    <message>
        <source>account name</source>
        <translation>Kontoname</translation>
    </message>
    <message>
        <source>name of the role</source>
        <translation>Name der Rolle</translation>
    </message>
    <message>
        <source>where e-mails about trouble go</source>
        <translation>wohin E-Mails bei Störungen gehen</translation>
    </message>
</context>
<context>
    <name>PlainHtmlView</name>
    <message>
        <source>Message text</source>
        <translation>Nachrichtentext</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Show folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Beginning…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message numerus="yes">
        <source>%Ln message(s) selected</source>
        <translation>
            <numerusform>%Ln Nachricht ausgewählt</numerusform>
            <numerusform>%Ln Nachrichten ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Earlier messages of the conversation</source>
        <translation>Frühere Nachrichten der Unterhaltung</translation>
    </message>
    <message>
        <source>Later messages of the conversation</source>
        <translation>Spätere Nachrichten der Unterhaltung</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Leseansicht</translation>
    </message>
    <message>
        <source>Select a message to read it</source>
        <translation>Wählen Sie eine Nachricht aus, um sie zu lesen</translation>
    </message>
    <message>
        <source>Settings, Reading says that images are never shown.</source>
        <translation>Laut Einstellungen &gt; Lesen werden Bilder nie angezeigt.</translation>
    </message>
    <message>
        <source>This message can&apos;t be shown</source>
        <translation>Diese Nachricht kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>This message is no longer here</source>
        <translation>Diese Nachricht ist nicht mehr hier</translation>
    </message>
</context>
<context>
    <name>ReaderCommands</name>
    <message>
        <source>Copied {address}</source>
        <translation>{address} kopiert</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation>Nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>Save as EML</source>
        <translation>Als EML speichern</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>This message names no sender&apos;s address.</source>
        <translation>Diese Nachricht nennt keine Adresse des Absenders.</translation>
    </message>
    <message>
        <source>{name} could not be written.</source>
        <translation>{name} konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>ReaderHeader</name>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Deleted on the server; kept here.</source>
        <translation>Auf dem Server gelöscht; hier behalten.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Message header</source>
        <translation>Kopf der Nachricht</translation>
    </message>
    <message>
        <source>Show all recipients and details</source>
        <translation>Alle Empfänger und Details anzeigen</translation>
    </message>
    <message>
        <source>Shown from the server; not saved here.</source>
        <translation>Vom Server gezeigt; nicht hier gespeichert.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>The page of this message is too large or too deeply nested: only its text is shown.</source>
        <translation>Die Seite dieser Nachricht ist zu groß oder zu tief verschachtelt: Nur ihr Text wird gezeigt.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Wissenswert</translation>
    </message>
    <message>
        <source>answers to {names}</source>
        <translation>Antworten an {names}</translation>
    </message>
    <message>
        <source>copy to {names}</source>
        <translation>Kopie an {names}</translation>
    </message>
    <message>
        <source>in {place}, {size}</source>
        <translation>in {place}, {size}</translation>
    </message>
    <message>
        <source>recipients not named</source>
        <translation>Empfänger nicht genannt</translation>
    </message>
    <message>
        <source>to {names}</source>
        <translation>an {names}</translation>
    </message>
</context>
<context>
    <name>ReaderWords</name>
    <message>
        <source>Answers go to {shown}.</source>
        <translation>Antworten gehen an {shown}.</translation>
    </message>
    <message>
        <source>Call {host}?</source>
        <translation>{host} anrufen?</translation>
    </message>
    <message>
        <source>Cancelled: {what}</source>
        <translation>Abgesagt: {what}</translation>
    </message>
    <message>
        <source>Invisible characters reverse the direction of the name; the message comes from {real}.</source>
        <translation>Unsichtbare Zeichen drehen die Richtung des Namens um; die Nachricht kommt von {real}.</translation>
    </message>
    <message>
        <source>Invitation: {what}</source>
        <translation>Einladung: {what}</translation>
    </message>
    <message>
        <source>Open {host} in your browser?</source>
        <translation>{host} im Browser öffnen?</translation>
    </message>
    <message>
        <source>Place: {where}</source>
        <translation>Ort: {where}</translation>
    </message>
    <message>
        <source>The name holds invisible characters; the message comes from {real}.</source>
        <translation>Der Name enthält unsichtbare Zeichen; die Nachricht kommt von {real}.</translation>
    </message>
    <message>
        <source>The name is your own, but the message comes from {real}.</source>
        <translation>Der Name ist Ihr eigener, aber die Nachricht kommt von {real}.</translation>
    </message>
    <message>
        <source>The name mixes letters of several alphabets to look like another one.</source>
        <translation>Der Name mischt Buchstaben mehrerer Alphabete, um wie ein anderer auszusehen.</translation>
    </message>
    <message>
        <source>The name shows {shown}, but the message comes from {real}.</source>
        <translation>Der Name zeigt {shown}, aber die Nachricht kommt von {real}.</translation>
    </message>
    <message>
        <source>The sender&apos;s domain is {shown}, written {real}.</source>
        <translation>Die Domain des Absenders ist {shown}, geschrieben {real}.</translation>
    </message>
    <message>
        <source>The sender&apos;s domain {real} looks like {shown}, but is a different one.</source>
        <translation>Die Domain des Absenders {real} sieht aus wie {shown}, ist aber eine andere.</translation>
    </message>
    <message>
        <source>The sender&apos;s domain {shown} mixes letters of several alphabets ({real}).</source>
        <translation>Die Domain des Absenders {shown} mischt Buchstaben mehrerer Alphabete ({real}).</translation>
    </message>
    <message>
        <source>This link hides its direction with invisible characters. It leads to {host}.</source>
        <translation>Dieser Link verbirgt seine Richtung mit unsichtbaren Zeichen. Er führt zu {host}.</translation>
    </message>
    <message>
        <source>This link is not opened: it does not lead to a web page.</source>
        <translation>Dieser Link wird nicht geöffnet: Er führt nicht zu einer Webseite.</translation>
    </message>
    <message>
        <source>This link is not opened: its address can&apos;t be read.</source>
        <translation>Dieser Link wird nicht geöffnet: Seine Adresse ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This link leads to {host}, a number instead of a name.</source>
        <translation>Dieser Link führt zu {host}, einer Zahl statt eines Namens.</translation>
    </message>
    <message>
        <source>This link leads to {host}, which may look like another name.</source>
        <translation>Dieser Link führt zu {host}; das kann wie ein anderer Name aussehen.</translation>
    </message>
    <message>
        <source>This link leads to {host}, which mixes letters of several alphabets.</source>
        <translation>Dieser Link führt zu {host}; darin mischen sich Buchstaben mehrerer Alphabete.</translation>
    </message>
    <message>
        <source>This link shows {claimed} but leads to {host}.</source>
        <translation>Dieser Link zeigt {claimed}, führt aber zu {host}.</translation>
    </message>
    <message>
        <source>The part before the @ in this link is not a host. It leads to {host}.</source>
        <translation>Was in diesem Link vor dem @ steht, ist kein Host. Er führt zu {host}.</translation>
    </message>
    <message>
        <source>This message brings only certificates: a program for signed or encrypted mail can take them in.</source>
        <translation>Diese Nachricht bringt nur Zertifikate mit: Ein Programm für signierte oder verschlüsselte E-Mails kann sie übernehmen.</translation>
    </message>
    <message>
        <source>This message is encrypted or sealed: a program that knows its key can open it.</source>
        <translation>Diese Nachricht ist verschlüsselt oder versiegelt: Ein Programm, das den Schlüssel kennt, kann sie öffnen.</translation>
    </message>
    <message>
        <source>This message is only a signed file: a program that checks signatures can take it out.</source>
        <translation>Diese Nachricht ist nur eine signierte Datei: Ein Programm, das Signaturen prüft, kann sie herausholen.</translation>
    </message>
    <message>
        <source>Write to {host}?</source>
        <translation>An {host} schreiben?</translation>
    </message>
    <message>
        <source>You know somebody of this name at {shown}; this message comes from {real}.</source>
        <translation>Sie kennen jemanden dieses Namens unter {shown}; diese Nachricht kommt von {real}.</translation>
    </message>
    <message>
        <source>without a title</source>
        <translation>ohne Titel</translation>
    </message>
    <message>
        <source>{when}, and again</source>
        <translation>{when} und wieder</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>&amp;Images always from</source>
        <translation>&amp;Bilder immer von</translation>
    </message>
    <message>
        <source>An image from the internet tells its sender that you read the message, when and where.</source>
        <translation>Ein Bild aus dem Internet verrät dem Absender, dass Sie die Nachricht gelesen haben, wann und wo.</translation>
    </message>
    <message>
        <source>As plain text</source>
        <translation>Als reinen Text</translation>
    </message>
    <message>
        <source>As the sender designed them</source>
        <translation>Wie vom Absender gestaltet</translation>
    </message>
    <message>
        <source>Block again</source>
        <translation>Wieder blockieren</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Images from the &amp;internet</source>
        <translation>Bilder aus dem &amp;Internet</translation>
    </message>
    <message>
        <source>Images from the internet</source>
        <translation>Bilder aus dem Internet</translation>
    </message>
    <message>
        <source>In a &amp;dark window</source>
        <translation>In einem &amp;dunklen Fenster</translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation>Als &amp;gelesen markieren</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Never, only when I say so</source>
        <translation>Nie, nur wenn ich es sage</translation>
    </message>
    <message>
        <source>On white paper, as most were designed</source>
        <translation>Auf weißem Papier, wie die meisten gestaltet sind</translation>
    </message>
    <message>
        <source>Only when I ask</source>
        <translation>Nur auf meinen Wunsch</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Senders whose images are always shown</source>
        <translation>Absender, deren Bilder immer angezeigt werden</translation>
    </message>
    <message>
        <source>Show &amp;messages</source>
        <translation>&amp;Nachrichten anzeigen</translation>
    </message>
    <message>
        <source>When I ask, and from senders that I trust</source>
        <translation>Auf meinen Wunsch und von Absendern, denen ich vertraue</translation>
    </message>
    <message>
        <source>When I open them</source>
        <translation>Wenn ich sie öffne</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nichts Neues</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} neu</translation>
    </message>
    <message>
        <source>{count} removed</source>
        <translation>{count} entfernt</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) saved in {name}</source>
        <translation>
            <numerusform>%Ln Nachricht in {name} gespeichert</numerusform>
            <numerusform>%Ln Nachrichten in {name} gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>&amp;Als</translation>
    </message>
    <message>
        <source>&amp;Choose where to…</source>
        <translation>Wo&amp;hin…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Kind of files</source>
        <translation>Art der Dateien</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>One .eml file for each message, in a folder</source>
        <translation>Eine .eml-Datei je Nachricht, in einem Ordner</translation>
    </message>
    <message>
        <source>One mbox file with all of them (Thunderbird, Apple Mail)</source>
        <translation>Eine mbox-Datei mit allen (Thunderbird, Apple Mail)</translation>
    </message>
    <message>
        <source>Save messages</source>
        <translation>Nachrichten speichern</translation>
    </message>
    <message>
        <source>The bytes of each message stay as the server gave them. No file in the folder is replaced.</source>
        <translation>Die Bytes jeder Nachricht bleiben, wie der Server sie lieferte. Keine Datei im Ordner wird ersetzt.</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>All mailboxes</source>
        <translation>Alle Postfächer</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Search in</source>
        <translation>Suchen in</translation>
    </message>
    <message>
        <source>Search messages (Ctrl+K)</source>
        <translation>Nachrichten suchen (Strg+K)</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Nachrichten suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>from: to: subject: has:attachment before:2025-01-31 is:unread -word &quot;phrase&quot;</source>
        <translation>from: to: subject: has:attachment before:2025-01-31 is:unread -Wort &quot;Wortfolge&quot;</translation>
    </message>
</context>
<context>
    <name>SearchWords</name>
    <message>
        <source>Messages {pieces}</source>
        <translation>Nachrichten {pieces}</translation>
    </message>
    <message>
        <source>not</source>
        <translation>nicht</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
</context>
<context>
    <name>SecurityBox</name>
    <message>
        <source>Encrypted (STARTTLS)</source>
        <translation>Verschlüsselt (STARTTLS)</translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation>Verschlüsselt (TLS)</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A Content-Type could not be read.</source>
        <translation>Ein Content-Type war nicht lesbar.</translation>
    </message>
    <message>
        <source>A backup is a single file: give its name.</source>
        <translation>Eine Sicherung ist eine einzelne Datei: Nennen Sie ihren Namen.</translation>
    </message>
    <message>
        <source>A boundary was missing or wrong and was guessed.</source>
        <translation>Eine Trennmarke fehlte oder war falsch und wurde erraten.</translation>
    </message>
    <message>
        <source>A device code needs a client without a secret.</source>
        <translation>Ein Gerätecode braucht einen Client ohne Schlüssel.</translation>
    </message>
    <message>
        <source>A large message can&apos;t be written to the disk.</source>
        <translation>Eine große Nachricht kann nicht auf den Datenträger geschrieben werden.</translation>
    </message>
    <message>
        <source>A line among the headers is no header and was left out.</source>
        <translation>Eine Zeile im Kopf ist keine Kopfzeile und wurde weggelassen.</translation>
    </message>
    <message>
        <source>A list of people was too long and was cut.</source>
        <translation>Eine Liste von Personen war zu lang und wurde gekürzt.</translation>
    </message>
    <message>
        <source>A message was encoded as a whole, which is forbidden.</source>
        <translation>Eine Nachricht war als Ganzes kodiert, was verboten ist.</translation>
    </message>
    <message>
        <source>A row of {it} refers to a missing row of {it2}.</source>
        <translation>Eine Zeile von {it} verweist auf eine fehlende Zeile von {it2}.</translation>
    </message>
    <message>
        <source>A tenant is a GUID, a domain such as example.com, or common, organizations or consumers.</source>
        <translation>Ein Mandant ist eine GUID, eine Domain wie example.com oder common, organizations oder consumers.</translation>
    </message>
    <message>
        <source>A text was not encoded as it says.</source>
        <translation>Ein Text war nicht so kodiert, wie er angibt.</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>An end boundary is missing.</source>
        <translation>Eine Endmarke zwischen Teilen fehlt.</translation>
    </message>
    <message>
        <source>Another imapdesk uses this store. Quit it first.</source>
        <translation>Ein anderes imapdesk verwendet diesen Speicher. Beenden Sie es zuerst.</translation>
    </message>
    <message>
        <source>Another program is holding the file of sign-in tokens.</source>
        <translation>Ein anderes Programm hält die Datei der Anmeldetoken fest.</translation>
    </message>
    <message>
        <source>Another program is holding the vault file.</source>
        <translation>Ein anderes Programm hält die Tresordatei fest.</translation>
    </message>
    <message>
        <source>Another program is renewing this sign-in; it is tried again later.</source>
        <translation>Ein anderes Programm erneuert diese Anmeldung gerade; es wird später erneut versucht.</translation>
    </message>
    <message>
        <source>Another program keeps the store busy.</source>
        <translation>Ein anderes Programm beschäftigt den Speicher.</translation>
    </message>
    <message>
        <source>Another run has taken this mailbox over.</source>
        <translation>Ein anderer Durchgang hat dieses Postfach übernommen.</translation>
    </message>
    <message>
        <source>Backups can&apos;t be written to this folder.</source>
        <translation>In diesen Ordner können keine Sicherungen geschrieben werden.</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Changed flags could not be sent now.</source>
        <translation>Geänderte Markierungen konnten jetzt nicht gesendet werden.</translation>
    </message>
    <message>
        <source>Check every 1 to 1440 minutes, or 0 to check by hand only.</source>
        <translation>Abrufen alle 1 bis 1440 Minuten, oder 0 für nur von Hand.</translation>
    </message>
    <message>
        <source>China (21Vianet)</source>
        <translation>China (21Vianet)</translation>
    </message>
    <message>
        <source>Choose the day from which mail is loaded.</source>
        <translation>Wählen Sie den Tag, ab dem Nachrichten geladen werden.</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Clientschlüssel</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Enter the name of the mail server.</source>
        <translation>Geben Sie den Namen des Mailservers ein.</translation>
    </message>
    <message>
        <source>Enter the name of the proxy, without http:// before it.</source>
        <translation>Geben Sie den Namen des Proxys ein, ohne http:// davor.</translation>
    </message>
    <message>
        <source>Enter the server&apos;s name.</source>
        <translation>Geben Sie den Namen des Servers ein.</translation>
    </message>
    <message>
        <source>From Google Cloud &gt; Google Auth Platform &gt; Clients, an OAuth client of the type Desktop app.</source>
        <translation>Aus Google Cloud &gt; Google Auth Platform &gt; Clients, ein OAuth-Client vom Typ Desktop-App.</translation>
    </message>
    <message>
        <source>Give the mailbox a name.</source>
        <translation>Geben Sie dem Postfach einen Namen.</translation>
    </message>
    <message>
        <source>Global</source>
        <translation>Weltweit</translation>
    </message>
    <message>
        <source>Google accepts the client id and secret.</source>
        <translation>Google nimmt Client-ID und Clientschlüssel an.</translation>
    </message>
    <message>
        <source>Google doesn&apos;t accept this client secret.</source>
        <translation>Google nimmt diesen Clientschlüssel nicht an.</translation>
    </message>
    <message>
        <source>Google doesn&apos;t know this client id.</source>
        <translation>Google kennt diese Client-ID nicht.</translation>
    </message>
    <message>
        <source>Google&apos;s answer says nothing about the values.</source>
        <translation>Googles Antwort sagt nichts über die Werte.</translation>
    </message>
    <message>
        <source>IMAP is switched off for this account; switch it on in the provider&apos;s settings.</source>
        <translation>IMAP ist für dieses Konto ausgeschaltet; schalten Sie es in den Einstellungen des Anbieters ein.</translation>
    </message>
    <message>
        <source>IMAP may have to be switched on in the settings of {provider} first.</source>
        <translation>IMAP muss möglicherweise erst in den Einstellungen von {provider} eingeschaltet werden.</translation>
    </message>
    <message>
        <source>It can&apos;t be loaded.</source>
        <translation>Es kann nicht geladen werden.</translation>
    </message>
    <message>
        <source>It could not be saved: {reason}</source>
        <translation>Sie konnte nicht gespeichert werden: {reason}</translation>
    </message>
    <message>
        <source>It did not answer in time.</source>
        <translation>Er hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>It is larger than this mailbox&apos;s limit.</source>
        <translation>Sie ist größer als die Grenze dieses Postfachs.</translation>
    </message>
    <message>
        <source>It is not an OAuthManager.</source>
        <translation>Es ist kein OAuthManager.</translation>
    </message>
    <message>
        <source>Mail can&apos;t be written to {dest}.</source>
        <translation>Nachrichten können nicht nach {dest} geschrieben werden.</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Hauptpasswort</translation>
    </message>
    <message>
        <source>Message {message_id} can&apos;t be read from the store.</source>
        <translation>Die Nachricht {message_id} kann nicht aus dem Speicher gelesen werden.</translation>
    </message>
    <message>
        <source>Microsoft 365</source>
        <translation>Microsoft 365</translation>
    </message>
    <message>
        <source>Microsoft accepts the client {client_id}.</source>
        <translation>Microsoft nimmt den Client {client_id} an.</translation>
    </message>
    <message>
        <source>Microsoft doesn&apos;t accept this client secret.</source>
        <translation>Microsoft nimmt diesen Clientschlüssel nicht an.</translation>
    </message>
    <message>
        <source>Microsoft has this client switched off.</source>
        <translation>Microsoft hat diesen Client abgeschaltet.</translation>
    </message>
    <message>
        <source>Microsoft knows no client of this id in this tenant.</source>
        <translation>Microsoft kennt in diesem Mandanten keinen Client mit dieser ID.</translation>
    </message>
    <message>
        <source>Microsoft knows no client of this id.</source>
        <translation>Microsoft kennt keinen Client mit dieser ID.</translation>
    </message>
    <message>
        <source>Microsoft knows no tenant of this name.</source>
        <translation>Microsoft kennt keinen Mandanten dieses Namens.</translation>
    </message>
    <message>
        <source>Microsoft&apos;s answer says nothing about the values.</source>
        <translation>Microsofts Antwort sagt nichts über die Werte.</translation>
    </message>
    <message>
        <source>Name the owner&apos;s login, or make it a system mailbox.</source>
        <translation>Nennen Sie den Kontonamen des Besitzers oder machen Sie es zu einem Systempostfach.</translation>
    </message>
    <message>
        <source>New folders must be include, ask or leave.</source>
        <translation>Neue Ordner müssen include, ask oder leave sein.</translation>
    </message>
    <message>
        <source>New master password</source>
        <translation>Neues Hauptpasswort</translation>
    </message>
    <message>
        <source>No mail server found for {domain}. Check the address for typing errors.</source>
        <translation>Kein Mailserver für {domain} gefunden. Prüfen Sie die Adresse auf Tippfehler.</translation>
    </message>
    <message>
        <source>No password is saved for {address}.</source>
        <translation>Für {address} ist kein Passwort gespeichert.</translation>
    </message>
    <message>
        <source>No secure connection to {host} can be made.</source>
        <translation>Zu {host} ist keine sichere Verbindung möglich.</translation>
    </message>
    <message>
        <source>No space is left on the disk that holds {path}.</source>
        <translation>Auf dem Datenträger mit {path} ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>No web browser could be opened.</source>
        <translation>Es konnte kein Webbrowser geöffnet werden.</translation>
    </message>
    <message>
        <source>Nobody has signed in to {address} at {label} yet.</source>
        <translation>Bei {label} hat sich noch niemand für {address} angemeldet.</translation>
    </message>
    <message>
        <source>Nobody signed in within the time limit. Please start again.</source>
        <translation>Innerhalb der Frist hat sich niemand angemeldet. Beginnen Sie bitte erneut.</translation>
    </message>
    <message>
        <source>There is no question about the folder “{path}”.</source>
        <translation>Zum Ordner „{path}“ gibt es keine Frage.</translation>
    </message>
    <message>
        <source>One message could not be fetched now and will be tried again.</source>
        <translation>Eine Nachricht konnte jetzt nicht geholt werden; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>Only if your administrator gave you one; leave it empty otherwise.</source>
        <translation>Nur wenn Ihr Administrator Ihnen einen gegeben hat; sonst leer lassen.</translation>
    </message>
    <message>
        <source>Other authority</source>
        <translation>Andere Autorität</translation>
    </message>
    <message>
        <source>PEM file of the authorities to trust in place of the system&apos;s.</source>
        <translation>PEM-Datei der Stellen, denen anstelle derer des Systems vertraut wird.</translation>
    </message>
    <message>
        <source>Parts are nested too deeply; the innermost were left as they are.</source>
        <translation>Teile sind zu tief verschachtelt; die innersten blieben, wie sie sind.</translation>
    </message>
    <message>
        <source>Port {it} of {it2} speaks TLS from the start: choose SSL/TLS for it.</source>
        <translation>Port {it} von {it2} spricht von Anfang an TLS: Wählen Sie dafür SSL/TLS.</translation>
    </message>
    <message>
        <source>Repeat the master password</source>
        <translation>Hauptpasswort wiederholen</translation>
    </message>
    <message>
        <source>Saved message {it} has no bytes.</source>
        <translation>Die gespeicherte Nachricht {it} hat keine Bytes.</translation>
    </message>
    <message>
        <source>Security is &quot;ssl&quot;, &quot;starttls&quot; or &quot;none&quot;.</source>
        <translation>Die Sicherheit ist „ssl“, „starttls“ oder „none“.</translation>
    </message>
    <message>
        <source>Security must be ssl, starttls or none.</source>
        <translation>Die Sicherheit muss ssl, starttls oder none sein.</translation>
    </message>
    <message>
        <source>Shown by Google beside the client id.</source>
        <translation>Zeigt Google neben der Client-ID an.</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>Anmeldeadresse</translation>
    </message>
    <message>
        <source>Symbols and punctuation alone find nothing: a search needs letters, digits or emoji.</source>
        <translation>Zeichen allein sind keine Wörter: Gesucht wird nach Buchstaben, Ziffern oder Emoji.</translation>
    </message>
    <message>
        <source>Something on the way is tampering with the connection: data arrived before encryption began.</source>
        <translation>Unterwegs manipuliert etwas die Verbindung: Daten kamen vor Beginn der Verschlüsselung.</translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation>Auf Wunsch angehalten.</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>That can&apos;t be the name of a server.</source>
        <translation>Das kann kein Servername sein.</translation>
    </message>
    <message>
        <source>The CA file can&apos;t be read.</source>
        <translation>Die CA-Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The CA file has no certificate in PEM form.</source>
        <translation>Die CA-Datei enthält kein Zertifikat im PEM-Format.</translation>
    </message>
    <message>
        <source>The application (client) id from Microsoft Entra &gt; App registrations.</source>
        <translation>Die Anwendungs-ID (Client-ID) aus Microsoft Entra &gt; App-Registrierungen.</translation>
    </message>
    <message>
        <source>The authority&apos;s description lacks an address.</source>
        <translation>In der Beschreibung der Autorität fehlt eine Adresse.</translation>
    </message>
    <message>
        <source>The backup is damaged.</source>
        <translation>Die Sicherung ist beschädigt.</translation>
    </message>
    <message>
        <source>The bytes of raw message {id} are not what was saved.</source>
        <translation>Die Bytes der Rohnachricht {id} sind nicht die gespeicherten.</translation>
    </message>
    <message>
        <source>The certificate of {host} can&apos;t be checked.</source>
        <translation>Das Zertifikat von {host} kann nicht geprüft werden.</translation>
    </message>
    <message>
        <source>The certificate of {host} has expired.</source>
        <translation>Das Zertifikat von {host} ist abgelaufen.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not from an authority that this computer trusts.</source>
        <translation>Das Zertifikat von {host} stammt nicht von einer Stelle, der dieser Computer vertraut.</translation>
    </message>
    <message>
        <source>The certificate of {host} is self-signed, so it can&apos;t be trusted.</source>
        <translation>Das Zertifikat von {host} ist selbst signiert und daher nicht vertrauenswürdig.</translation>
    </message>
    <message>
        <source>The certificate of {host} isn&apos;t valid yet. Check this computer&apos;s clock.</source>
        <translation>Das Zertifikat von {host} ist noch nicht gültig. Prüfen Sie die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The certificate that the server shows is not for {host}.</source>
        <translation>Das Zertifikat, das der Server vorzeigt, gilt nicht für {host}.</translation>
    </message>
    <message>
        <source>The charset of a text was missing or wrong and was guessed.</source>
        <translation>Der Zeichensatz eines Textes fehlte oder war falsch und wurde erraten.</translation>
    </message>
    <message>
        <source>The check of {label} failed; the values couldn&apos;t be checked.</source>
        <translation>Die Prüfung von {label} ist fehlgeschlagen; die Werte konnten nicht geprüft werden.</translation>
    </message>
    <message>
        <source>The computer slept; connecting again.</source>
        <translation>Der Computer hat geschlafen; die Verbindung wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>The connection broke each time it was asked for. {it}</source>
        <translation>Die Verbindung brach jedes Mal ab, wenn danach gefragt wurde. {it}</translation>
    </message>
    <message>
        <source>The connection to {host} is too slow to be used.</source>
        <translation>Die Verbindung zu {host} ist zu langsam.</translation>
    </message>
    <message>
        <source>The connection to {host} was lost.</source>
        <translation>Die Verbindung zu {host} ist abgebrochen.</translation>
    </message>
    <message>
        <source>The connection was closed because a message is too large.</source>
        <translation>Die Verbindung wurde aufgegeben, weil eine Nachricht zu groß ist.</translation>
    </message>
    <message>
        <source>The counts of folder &quot;{it}&quot; are off.</source>
        <translation>Die Zählungen des Ordners „{it}“ stimmen nicht.</translation>
    </message>
    <message>
        <source>The data directory {path} can&apos;t be used.</source>
        <translation>Der Datenordner {path} kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The date could not be read.</source>
        <translation>Das Datum war nicht lesbar.</translation>
    </message>
    <message>
        <source>The day from which mail is loaded must not be in the future.</source>
        <translation>Der Tag, ab dem Nachrichten geladen werden, darf nicht in der Zukunft liegen.</translation>
    </message>
    <message>
        <source>The describing processes end before they answer.</source>
        <translation>Die beschreibenden Prozesse enden, bevor sie antworten.</translation>
    </message>
    <message>
        <source>The disk that holds the store can&apos;t be read or written.</source>
        <translation>Der Datenträger mit dem Speicher kann nicht gelesen oder beschrieben werden.</translation>
    </message>
    <message>
        <source>The file of sign-in tokens can&apos;t be read.</source>
        <translation>Die Datei der Anmeldetoken kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file of sign-in tokens can&apos;t be written.</source>
        <translation>Die Datei der Anmeldetoken kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The file of the store was deleted or replaced meanwhile. Close imapdesk and open it again.</source>
        <translation>Die Datei des Speichers wurde inzwischen gelöscht oder ersetzt. Schließen Sie imapdesk und öffnen Sie es wieder.</translation>
    </message>
    <message>
        <source>The file of trusted certificates can&apos;t be read.</source>
        <translation>Die Datei mit den vertrauenswürdigen Zertifikaten ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The first delimiter of the parts was missing.</source>
        <translation>Die erste Trennmarke der Teile fehlte.</translation>
    </message>
    <message>
        <source>The folder can&apos;t be opened.</source>
        <translation>Der Ordner kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The header block was too large and was cut.</source>
        <translation>Der Kopf war zu groß und wurde gekürzt.</translation>
    </message>
    <message>
        <source>The header {name} was too long and was cut.</source>
        <translation>Die Kopfzeile {name} war zu lang und wurde gekürzt.</translation>
    </message>
    <message>
        <source>The headers end without an empty line.</source>
        <translation>Die Kopfzeilen enden ohne Leerzeile.</translation>
    </message>
    <message>
        <source>The issuer&apos;s address, in place of tenant and cloud.</source>
        <translation>Die Adresse des Ausstellers, anstelle von Mandant und Cloud.</translation>
    </message>
    <message>
        <source>The list of installed packages can&apos;t be read.</source>
        <translation>Die Liste der installierten Pakete ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The mail server asks us to try again later.</source>
        <translation>Der Mailserver bittet darum, es später erneut zu versuchen.</translation>
    </message>
    <message>
        <source>The mail server can&apos;t deliver to this address.</source>
        <translation>Der Mailserver kann an diese Adresse nicht zustellen.</translation>
    </message>
    <message>
        <source>The mail server refused the message.</source>
        <translation>Der Mailserver hat die Nachricht abgelehnt.</translation>
    </message>
    <message>
        <source>The mail server refused the recipient.</source>
        <translation>Der Mailserver hat den Empfänger abgelehnt.</translation>
    </message>
    <message>
        <source>The mail server refused the sender.</source>
        <translation>Der Mailserver hat den Absender abgelehnt.</translation>
    </message>
    <message>
        <source>The mailbox “{mailbox}” has no folder “{path}”.</source>
        <translation>Das Postfach „{mailbox}“ hat keinen Ordner „{path}“.</translation>
    </message>
    <message>
        <source>The mailbox “{name}” has no folder “{path}”.</source>
        <translation>Das Postfach „{name}“ hat keinen Ordner „{path}“.</translation>
    </message>
    <message>
        <source>The master password is wrong.</source>
        <translation>Das Hauptpasswort ist falsch.</translation>
    </message>
    <message>
        <source>The message could not be read.</source>
        <translation>Die Nachricht war nicht lesbar.</translation>
    </message>
    <message>
        <source>The message ends inside its headers.</source>
        <translation>Die Nachricht endet mitten in ihren Kopfzeilen.</translation>
    </message>
    <message>
        <source>The message is larger than this mailbox&apos;s limit.</source>
        <translation>Die Nachricht ist größer als die Grenze dieses Postfachs.</translation>
    </message>
    <message>
        <source>The name can have {max_name} characters at most.</source>
        <translation>Der Name darf höchstens {max_name} Zeichen haben.</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>Der Name</translation>
    </message>
    <message>
        <source>The network changed; connecting again.</source>
        <translation>Das Netz hat gewechselt; die Verbindung wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>The owner&apos;s login</source>
        <translation>Der Kontoname des Besitzers</translation>
    </message>
    <message>
        <source>The password has expired; set a new one with your provider.</source>
        <translation>Das Passwort ist abgelaufen; vergeben Sie bei Ihrem Anbieter ein neues.</translation>
    </message>
    <message>
        <source>The port is a number from 1 to 65535.</source>
        <translation>Der Port ist eine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>The port must be a number from 1 to 65535.</source>
        <translation>Der Port muss eine Zahl von 1 bis 65535 sein.</translation>
    </message>
    <message>
        <source>The provider asks you to sign in with a web browser first.</source>
        <translation>Der Anbieter verlangt, dass Sie sich zuerst mit einem Webbrowser anmelden.</translation>
    </message>
    <message>
        <source>The provider sends us elsewhere, and such redirects are not followed.</source>
        <translation>Der Anbieter verweist an eine andere Stelle, der nichts mitgeteilt wird.</translation>
    </message>
    <message>
        <source>The provider&apos;s id token can&apos;t be read.</source>
        <translation>Das ID-Token des Anbieters ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The proxy {host} can&apos;t be reached.</source>
        <translation>Der Proxy {host} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The proxy {host} can&apos;t reach {host2}.</source>
        <translation>Der Proxy {host} erreicht {host2} nicht.</translation>
    </message>
    <message>
        <source>The proxy {host} closed the connection.</source>
        <translation>Der Proxy {host} hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>The proxy {host} doesn&apos;t allow a connection to {host2}.</source>
        <translation>Der Proxy {host} lässt keine Verbindung zu {host2} zu.</translation>
    </message>
    <message>
        <source>The proxy {host} wants another user name or password. Change them in the settings.</source>
        <translation>Der Proxy {host} verlangt einen anderen Benutzernamen oder ein anderes Passwort. Ändern Sie sie in den Einstellungen.</translation>
    </message>
    <message>
        <source>The sender is not an e-mail address.</source>
        <translation>Der Absender ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>The server announced a message that is too large.</source>
        <translation>Der Server hat eine zu große Nachricht angekündigt.</translation>
    </message>
    <message>
        <source>The server announced {size} bytes for a message.</source>
        <translation>Der Server hat {size} Bytes für eine Nachricht angekündigt.</translation>
    </message>
    <message>
        <source>The server announces a wrong length.</source>
        <translation>Der Server kündigt eine falsche Länge an.</translation>
    </message>
    <message>
        <source>The server announces far more than was asked for.</source>
        <translation>Der Server kündigt weit mehr an, als verlangt war.</translation>
    </message>
    <message>
        <source>The server asks us to try again later.</source>
        <translation>Der Server bittet darum, es später erneut zu versuchen.</translation>
    </message>
    <message>
        <source>The server can&apos;t search for these letters.</source>
        <translation>Der Server kann nach diesen Buchstaben nicht suchen.</translation>
    </message>
    <message>
        <source>The server did not answer with this message.</source>
        <translation>Der Server hat diese Nachricht nicht geliefert.</translation>
    </message>
    <message>
        <source>The server doesn&apos;t reach this mailbox at the moment.</source>
        <translation>Der Server erreicht dieses Postfach im Augenblick nicht.</translation>
    </message>
    <message>
        <source>The server doesn&apos;t say what it can do.</source>
        <translation>Der Server sagt nicht, was er kann.</translation>
    </message>
    <message>
        <source>The server doesn&apos;t take passwords; sign in through the provider.</source>
        <translation>Der Server nimmt keine Passwörter an; melden Sie sich über den Anbieter an.</translation>
    </message>
    <message>
        <source>The server ended the connection.</source>
        <translation>Der Server hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>The server has a problem that its administrator must fix.</source>
        <translation>Der Server hat eine Störung, die sein Administrator beheben muss.</translation>
    </message>
    <message>
        <source>The server hung up at once.</source>
        <translation>Der Server hat sofort aufgelegt.</translation>
    </message>
    <message>
        <source>The server hung up during the sign-in.</source>
        <translation>Der Server hat während der Anmeldung aufgelegt.</translation>
    </message>
    <message>
        <source>The server skipped the sign-in before encryption could begin.</source>
        <translation>Der Server ist angemeldet, bevor die Verschlüsselung beginnen konnte.</translation>
    </message>
    <message>
        <source>also “{0}”</source>
        <translation>auch „{0}“</translation>
    </message>
    <message>
        <source>containing “{0}”</source>
        <translation>mit „{0}“</translation>
    </message>
    <message>
        <source>in folder “{name}”</source>
        <translation>im Ordner „{name}“</translation>
    </message>
    <message>
        <source>in mailbox “{name}”</source>
        <translation>im Postfach „{name}“</translation>
    </message>
    <message>
        <source>to “{0}”</source>
        <translation>an „{0}“</translation>
    </message>
    <message>
        <source>whose {name} header contains “{text}”</source>
        <translation>deren Kopfzeile {name} „{text}“ enthält</translation>
    </message>
    <message>
        <source>with an attachment named “{0}”</source>
        <translation>mit einem Anhang namens „{0}“</translation>
    </message>
    <message>
        <source>with “{0}” in Cc</source>
        <translation>mit „{0}“ in Cc</translation>
    </message>
    <message>
        <source>with “{0}” in the subject</source>
        <translation>mit „{0}“ im Betreff</translation>
    </message>
    <message>
        <source>with “{0}” in the text</source>
        <translation>mit „{0}“ im Text</translation>
    </message>
    <message>
        <source>The server lists folders without end.</source>
        <translation>Der Server listet Ordner ohne Ende auf.</translation>
    </message>
    <message>
        <source>The server lists this message but doesn&apos;t send it.</source>
        <translation>Der Server führt diese Nachricht auf, liefert sie aber nicht.</translation>
    </message>
    <message>
        <source>The server names more messages than any folder has.</source>
        <translation>Der Server nennt mehr Nachrichten, als ein Ordner haben kann.</translation>
    </message>
    <message>
        <source>The server offers neither XOAUTH2 nor OAUTHBEARER.</source>
        <translation>Der Server bietet weder XOAUTH2 noch OAUTHBEARER an.</translation>
    </message>
    <message>
        <source>The server offers no STARTTLS, so the connection can&apos;t be secured.</source>
        <translation>Der Server bietet kein STARTTLS, daher kann die Verbindung nicht abgesichert werden.</translation>
    </message>
    <message>
        <source>The server refused the user name or the password.</source>
        <translation>Der Server hat den Benutzernamen oder das Passwort abgelehnt.</translation>
    </message>
    <message>
        <source>The server refused to change flags in “{path}”.</source>
        <translation>Der Server hat es abgelehnt, in „{path}“ Markierungen zu ändern.</translation>
    </message>
    <message>
        <source>The server refused to hand out a message.</source>
        <translation>Der Server hat eine Nachricht nicht herausgegeben.</translation>
    </message>
    <message>
        <source>The server refused to open it: {refused}</source>
        <translation>Der Server hat es abgelehnt, ihn zu öffnen: {refused}</translation>
    </message>
    <message>
        <source>The server refused to open “{path}”.</source>
        <translation>Der Server hat es abgelehnt, „{path}“ zu öffnen.</translation>
    </message>
    <message>
        <source>The server refused to secure the connection.</source>
        <translation>Der Server hat es abgelehnt, die Verbindung abzusichern.</translation>
    </message>
    <message>
        <source>The server refused {doing}.</source>
        <translation>Der Server hat es abgelehnt, {doing}.</translation>
    </message>
    <message>
        <source>The server refused.</source>
        <translation>Der Server hat abgelehnt.</translation>
    </message>
    <message>
        <source>The server refuses to hand out messages of “{path}”.</source>
        <translation>Der Server verweigert Nachrichten aus „{path}“.</translation>
    </message>
    <message>
        <source>The server renumbered it: synchronise it first.</source>
        <translation>Der Server hat ihn neu nummeriert: zuerst synchronisieren.</translation>
    </message>
    <message>
        <source>The server renumbered “{path}”; mail that is held is not downloaded again.</source>
        <translation>Der Server hat „{path}“ neu nummeriert; vorhandene Nachrichten werden nicht erneut heruntergeladen.</translation>
    </message>
    <message>
        <source>The server says that this account is locked or disabled.</source>
        <translation>Der Server sagt, dass dieses Konto gesperrt oder abgeschaltet ist.</translation>
    </message>
    <message>
        <source>The server says that this account lives on another server.</source>
        <translation>Der Server sagt, dass dieses Konto auf einem anderen Server liegt.</translation>
    </message>
    <message>
        <source>The server says: {text}</source>
        <translation>Der Server sagt: {text}</translation>
    </message>
    <message>
        <source>The server sends a line without end.</source>
        <translation>Der Server sendet eine Zeile ohne Ende.</translation>
    </message>
    <message>
        <source>The server sends data without end.</source>
        <translation>Der Server sendet Daten ohne Ende.</translation>
    </message>
    <message>
        <source>The server sends search results without end.</source>
        <translation>Der Server sendet Suchergebnisse ohne Ende.</translation>
    </message>
    <message>
        <source>The server sends without end.</source>
        <translation>Der Server sendet ohne Ende.</translation>
    </message>
    <message>
        <source>The server takes no sign-in without encryption. Choose SSL or STARTTLS.</source>
        <translation>Der Server nimmt keine Anmeldung ohne Verschlüsselung an. Wählen Sie SSL oder STARTTLS.</translation>
    </message>
    <message>
        <source>The server waits for something that wasn&apos;t announced.</source>
        <translation>Der Server wartet auf etwas, das nicht angekündigt war.</translation>
    </message>
    <message>
        <source>The server wants an encrypted connection for the sign-in.</source>
        <translation>Der Server verlangt für die Anmeldung eine verschlüsselte Verbindung.</translation>
    </message>
    <message>
        <source>The server&apos;s answer can&apos;t be understood.</source>
        <translation>Die Antwort des Servers ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>The server&apos;s compressed data is damaged.</source>
        <translation>Die komprimierten Daten des Servers sind beschädigt.</translation>
    </message>
    <message>
        <source>The server&apos;s folder list is incomplete.</source>
        <translation>Die Ordnerliste des Servers ist unvollständig.</translation>
    </message>
    <message>
        <source>The server&apos;s listing is incomplete.</source>
        <translation>Die Auflistung des Servers ist unvollständig.</translation>
    </message>
    <message>
        <source>The server&apos;s listing of “{path}” is incomplete.</source>
        <translation>Die Auflistung von „{path}“ durch den Server ist unvollständig.</translation>
    </message>
    <message>
        <source>The server&apos;s name is missing or can&apos;t be one.</source>
        <translation>Der Name des Servers fehlt oder kann keiner sein.</translation>
    </message>
    <message>
        <source>The server&apos;s search result can&apos;t be read.</source>
        <translation>Das Suchergebnis des Servers ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The settings for {label} have changed. Please sign in again.</source>
        <translation>Die Einstellungen für {label} wurden geändert. Melden Sie sich bitte erneut an.</translation>
    </message>
    <message>
        <source>The sign-in answer belongs to another sign-in.</source>
        <translation>Die Anmeldeantwort gehört zu einer anderen Anmeldung.</translation>
    </message>
    <message>
        <source>The sign-in answer came to another address than agreed.</source>
        <translation>Die Anmeldeantwort kam an eine andere Adresse als vereinbart.</translation>
    </message>
    <message>
        <source>The sign-in answer comes from another provider.</source>
        <translation>Die Anmeldeantwort kommt von einem anderen Anbieter.</translation>
    </message>
    <message>
        <source>The sign-in answer doesn&apos;t say which provider it comes from.</source>
        <translation>Die Anmeldeantwort sagt nicht, von welchem Anbieter sie kommt.</translation>
    </message>
    <message>
        <source>The sign-in answer was made for another program.</source>
        <translation>Die Anmeldeantwort ist für ein anderes Programm bestimmt.</translation>
    </message>
    <message>
        <source>The sign-in at {label} was declined.</source>
        <translation>Die Anmeldung bei {label} wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The sign-in can&apos;t be made safely with this provider.</source>
        <translation>Bei diesem Anbieter ist keine sichere Anmeldung möglich.</translation>
    </message>
    <message>
        <source>The sign-in doesn&apos;t include permission to read mail.</source>
        <translation>Die Anmeldung schließt keine Erlaubnis zum Lesen von Nachrichten ein.</translation>
    </message>
    <message>
        <source>The sign-in has expired.</source>
        <translation>Die Anmeldung ist abgelaufen.</translation>
    </message>
    <message>
        <source>The sign-in method must be password or an account type.</source>
        <translation>Die Anmeldeart muss ein Passwort oder ein Kontotyp sein.</translation>
    </message>
    <message>
        <source>The sign-in took too long. Please start again.</source>
        <translation>Die Anmeldung hat zu lange gedauert. Beginnen Sie bitte erneut.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled.</source>
        <translation>Die Anmeldung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The size limit must be 0 (none) or more bytes.</source>
        <translation>Die Größengrenze muss 0 (keine) oder mehr Bytes betragen.</translation>
    </message>
    <message>
        <source>The store can&apos;t be backed up into itself.</source>
        <translation>Der Speicher kann nicht in sich selbst gesichert werden.</translation>
    </message>
    <message>
        <source>The store can&apos;t be used.</source>
        <translation>Der Speicher kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The store is closed.</source>
        <translation>Der Speicher ist geschlossen.</translation>
    </message>
    <message>
        <source>The store is damaged.</source>
        <translation>Der Speicher ist beschädigt.</translation>
    </message>
    <message>
        <source>The system didn&apos;t accept the entry for starting with the computer.</source>
        <translation>Das System hat den Eintrag für den Start nicht angenommen.</translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked.</source>
        <translation>Der Passwortspeicher des Systems ist gesperrt.</translation>
    </message>
    <message>
        <source>The system&apos;s password store refused.</source>
        <translation>Der Passwortspeicher des Systems hat abgelehnt.</translation>
    </message>
    <message>
        <source>The system&apos;s proxy is of a kind that imapdesk can&apos;t use.</source>
        <translation>Der Proxy des Systems ist von einer Art, die imapdesk nicht verwenden kann.</translation>
    </message>
    <message>
        <source>The system&apos;s proxy setting can&apos;t be read.</source>
        <translation>Die Proxy-Einstellung des Systems ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The text was too long and was cut.</source>
        <translation>Der Text war zu lang und wurde gekürzt.</translation>
    </message>
    <message>
        <source>The two master passwords differ.</source>
        <translation>Die beiden Hauptpasswörter sind verschieden.</translation>
    </message>
    <message>
        <source>The user name</source>
        <translation>Der Benutzername</translation>
    </message>
    <message>
        <source>The vault file can&apos;t be read.</source>
        <translation>Die Tresordatei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The vault file can&apos;t be written.</source>
        <translation>Die Tresordatei kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The vault file is damaged.</source>
        <translation>Die Tresordatei ist beschädigt.</translation>
    </message>
    <message>
        <source>The vault file was written by a newer imapdesk.</source>
        <translation>Die Tresordatei wurde von einem neueren imapdesk geschrieben.</translation>
    </message>
    <message>
        <source>The {name} contains a character that can&apos;t be sent.</source>
        <translation>Die Angabe „{name}“ enthält ein Zeichen, das nicht gesendet werden kann.</translation>
    </message>
    <message>
        <source>There is already a mailbox named “{name}”.</source>
        <translation>Es gibt bereits ein Postfach namens „{name}“.</translation>
    </message>
    <message>
        <source>There is no backup at {path}.</source>
        <translation>Unter {path} gibt es keine Sicherung.</translation>
    </message>
    <message>
        <source>There is no connection to the internet.</source>
        <translation>Es besteht keine Verbindung zum Internet.</translation>
    </message>
    <message>
        <source>There is no folder “{path}”.</source>
        <translation>Es gibt keinen Ordner „{path}“.</translation>
    </message>
    <message>
        <source>There is no mail in {name}.</source>
        <translation>In {name} sind keine Nachrichten.</translation>
    </message>
    <message>
        <source>There is no mailbox named “{name}”.</source>
        <translation>Es gibt kein Postfach namens „{name}“.</translation>
    </message>
    <message>
        <source>There is no message {message_id}.</source>
        <translation>Es gibt keine Nachricht {message_id}.</translation>
    </message>
    <message>
        <source>There is no server called {host}, or the network is down.</source>
        <translation>Es gibt keinen Server namens {host}, oder das Netzwerk ist gestört.</translation>
    </message>
    <message>
        <source>There is no server called {host}.</source>
        <translation>Es gibt keinen Server namens {host}.</translation>
    </message>
    <message>
        <source>Its type “{doubled}” is there already.</source>
        <translation>Seinen Typ „{doubled}“ gibt es schon.</translation>
    </message>
    <message>
        <source>Its type “{type}” is not a lower-case word.</source>
        <translation>Sein Typ „{type}“ ist kein kleingeschriebenes Wort.</translation>
    </message>
    <message>
        <source>The package that signs in to mailboxes of the type “{type}” is not installed.</source>
        <translation>Das Paket, das Postfächer vom Typ „{type}“ anmeldet, ist nicht installiert.</translation>
    </message>
    <message>
        <source>The server has no folder “{full_name}”.</source>
        <translation>Der Server hat keinen Ordner „{full_name}“.</translation>
    </message>
    <message>
        <source>There is already a person with the login “{login}”.</source>
        <translation>Es gibt bereits eine Person mit dem Kontonamen „{login}“.</translation>
    </message>
    <message>
        <source>There is no capability “{it}”; there are: {known}.</source>
        <translation>Es gibt keine Berechtigung „{it}“; vorhanden sind: {known}.</translation>
    </message>
    <message>
        <source>There is no person with the login “{login}”.</source>
        <translation>Es gibt keine Person mit dem Kontonamen „{login}“.</translation>
    </message>
    <message>
        <source>There is no role named “{name}”.</source>
        <translation>Es gibt keine Rolle namens „{name}“.</translation>
    </message>
    <message>
        <source>There is no role named “{role}”.</source>
        <translation>Es gibt keine Rolle namens „{role}“.</translation>
    </message>
    <message>
        <source>There is no sign-in type “{type}”; there are: {known}.</source>
        <translation>Es gibt keine Anmeldeart „{type}“; vorhanden sind: {known}.</translation>
    </message>
    <message>
        <source>There is no sign-in type “{word}”; there are: {known}.</source>
        <translation>Es gibt keine Anmeldeart „{word}“; vorhanden sind: {known}.</translation>
    </message>
    <message>
        <source>There is no space left for a large message.</source>
        <translation>Für eine große Nachricht ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>There is no space left on the disk that holds the store.</source>
        <translation>Auf dem Datenträger mit dem Speicher ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>There is no store here yet.</source>
        <translation>Hier ist noch kein Speicher.</translation>
    </message>
    <message>
        <source>There is no such certificate file.</source>
        <translation>Diese Zertifikatsdatei gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>There were too many header fields; the rest was left out.</source>
        <translation>Es waren zu viele Kopfzeilen; der Rest wurde weggelassen.</translation>
    </message>
    <message>
        <source>There were too many parts; the rest was left out.</source>
        <translation>Es waren zu viele Teile; der Rest wurde weggelassen.</translation>
    </message>
    <message>
        <source>There were too many recipients; the rest was left out.</source>
        <translation>Es waren zu viele Empfänger; der Rest wurde weggelassen.</translation>
    </message>
    <message>
        <source>This backup was made by a newer imapdesk.</source>
        <translation>Diese Sicherung stammt von einem neueren imapdesk.</translation>
    </message>
    <message>
        <source>This browser or app may not be secure</source>
        <translation>Dieser Browser oder diese App ist unter Umständen nicht sicher</translation>
    </message>
    <message>
        <source>This client id is not of a desktop app; make one of that type at Google.</source>
        <translation>Diese Client-ID gehört nicht zu einer Desktop-App; legen Sie bei Google eine dieses Typs an.</translation>
    </message>
    <message>
        <source>This client is a public one; leave the secret empty.</source>
        <translation>Dieser Client ist öffentlich; lassen Sie den Schlüssel leer.</translation>
    </message>
    <message>
        <source>This client is for another tenant.</source>
        <translation>Dieser Client ist für einen anderen Mandanten.</translation>
    </message>
    <message>
        <source>This client is for one organisation only; enter its tenant.</source>
        <translation>Dieser Client ist nur für eine Organisation; geben Sie ihren Mandanten ein.</translation>
    </message>
    <message>
        <source>This client needs a secret, or &apos;Allow public client flows&apos; in its registration.</source>
        <translation>Dieser Client braucht einen Schlüssel oder „Öffentliche Clientflows zulassen“ in seiner Registrierung.</translation>
    </message>
    <message>
        <source>This client secret has expired.</source>
        <translation>Dieser Clientschlüssel ist abgelaufen.</translation>
    </message>
    <message>
        <source>This computer has no password store. Set {master_password} to keep secrets in an encrypted vault file.</source>
        <translation>Dieser Computer hat keinen Passwortspeicher. Setzen Sie {master_password}, um Geheimnisse in einer verschlüsselten Tresordatei aufzubewahren.</translation>
    </message>
    <message>
        <source>This computer has no password store.</source>
        <translation>Dieser Computer hat keinen Passwortspeicher.</translation>
    </message>
    <message>
        <source>This folder isn&apos;t here any more.</source>
        <translation>Dieser Ordner ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>This contains spaces or characters that don&apos;t belong here.</source>
        <translation>Das enthält Leerzeichen oder Zeichen, die nicht hierher gehören.</translation>
    </message>
    <message>
        <source>A certificate&apos;s fingerprint (SHA-256) has 64 hexadecimal digits.</source>
        <translation>Der Fingerabdruck eines Zertifikats (SHA-256) hat 64 hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>Nobody says where your home folder is: name a data directory (--data-dir or IMAPDESK_DATA_DIR).</source>
        <translation>Niemand sagt, wo Ihr Benutzerordner ist: Nennen Sie einen Datenordner (--data-dir oder IMAPDESK_DATA_DIR).</translation>
    </message>
    <message>
        <source>Servers can&apos;t be asked for this: only this computer knows what was deleted there.</source>
        <translation>Danach lassen sich Server nicht fragen: Was dort gelöscht wurde, weiß nur dieser Computer.</translation>
    </message>
    <message>
        <source>The login</source>
        <translation>Der Kontoname</translation>
    </message>
    <message>
        <source>The message is inside a signature, which was not checked.</source>
        <translation>Die Nachricht steht in einer Signatur, die nicht geprüft wurde.</translation>
    </message>
    <message>
        <source>The message was compressed.</source>
        <translation>Die Nachricht war komprimiert.</translation>
    </message>
    <message>
        <source>The role&apos;s name</source>
        <translation>Der Name der Rolle</translation>
    </message>
    <message>
        <source>The server can&apos;t search for that.</source>
        <translation>Der Server kann danach nicht suchen.</translation>
    </message>
    <message>
        <source>The server renumbers it each time it is opened, so that nothing can be compared.</source>
        <translation>Der Server nummeriert ihn bei jedem Öffnen neu, sodass nichts verglichen werden kann.</translation>
    </message>
    <message>
        <source>The server renumbers “{path}” each time it is opened; its mail is recognised by its headers.</source>
        <translation>Der Server nummeriert „{path}“ bei jedem Öffnen neu; die Nachrichten werden an ihren Kopfzeilen wiedererkannt.</translation>
    </message>
    <message>
        <source>The server sends compressed data with nothing in it.</source>
        <translation>Der Server sendet komprimierte Daten ohne Inhalt.</translation>
    </message>
    <message>
        <source>This computer has no more memory for imapdesk now.</source>
        <translation>Dieser Computer hat für imapdesk gerade keinen Speicher mehr.</translation>
    </message>
    <message>
        <source>This computer lets imapdesk open no more files now.</source>
        <translation>Dieser Computer lässt imapdesk gerade keine weiteren Dateien öffnen.</translation>
    </message>
    <message>
        <source>This computer lets imapdesk start no more threads now.</source>
        <translation>Dieser Computer lässt imapdesk gerade keine weiteren Threads starten.</translation>
    </message>
    <message>
        <source>This is not a server&apos;s name.</source>
        <translation>Das ist kein Servername.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Das ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>This is not an https address.</source>
        <translation>Das ist keine https-Adresse.</translation>
    </message>
    <message>
        <source>This is not an id of the form 00000000-0000-0000-0000-000000000000.</source>
        <translation>Das ist keine ID der Form 00000000-0000-0000-0000-000000000000.</translation>
    </message>
    <message>
        <source>This is not the client_secret.json of a desktop app.</source>
        <translation>Das ist nicht die client_secret.json einer Desktop-App.</translation>
    </message>
    <message>
        <source>This mailbox is being synchronised already.</source>
        <translation>Dieses Postfach wird bereits synchronisiert.</translation>
    </message>
    <message>
        <source>This mailbox isn&apos;t here any more.</source>
        <translation>Dieses Postfach ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>This mailbox was removed meanwhile.</source>
        <translation>Dieses Postfach wurde inzwischen entfernt.</translation>
    </message>
    <message>
        <source>This message is no longer on the server.</source>
        <translation>Diese Nachricht ist nicht mehr auf dem Server.</translation>
    </message>
    <message>
        <source>This message is too large to be shown without being saved. Tick its folder to keep it.</source>
        <translation>Diese Nachricht ist zu groß, um ungespeichert gezeigt zu werden. Wählen Sie ihren Ordner aus, um sie zu behalten.</translation>
    </message>
    <message>
        <source>This provider asks for an app password instead of the usual one.</source>
        <translation>Dieser Anbieter verlangt ein App-Passwort anstelle des üblichen.</translation>
    </message>
    <message>
        <source>This sign-in has been used already. Please start again.</source>
        <translation>Diese Anmeldung wurde schon verwendet. Beginnen Sie bitte erneut.</translation>
    </message>
    <message>
        <source>This store was written by a newer imapdesk (store version {version}; this program knows up to {newest}).</source>
        <translation>Dieser Speicher wurde von einem neueren imapdesk geschrieben (Version {version}; dieses Programm kennt höchstens {newest}).</translation>
    </message>
    <message>
        <source>Thunderbird&apos;s list of providers</source>
        <translation>Thunderbirds Liste der Anbieter</translation>
    </message>
    <message>
        <source>Token address</source>
        <translation>Token-Adresse</translation>
    </message>
    <message>
        <source>Two of its fields have the same name.</source>
        <translation>Zwei seiner Felder haben denselben Namen.</translation>
    </message>
    <message>
        <source>US government</source>
        <translation>US-Regierung</translation>
    </message>
    <message>
        <source>Use 1 to 15 connections.</source>
        <translation>Verwenden Sie 1 bis 15 Verbindungen.</translation>
    </message>
    <message>
        <source>User-info address</source>
        <translation>Adresse der Benutzerinformation</translation>
    </message>
    <message>
        <source>What answers on port {port} of {host} is not an IMAP server.</source>
        <translation>Was auf Port {port} von {host} antwortet, ist kein IMAP-Server.</translation>
    </message>
    <message>
        <source>Without a master password secrets can&apos;t be kept.</source>
        <translation>Ohne Hauptpasswort können Geheimnisse nicht aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Your organisation&apos;s administrator must allow this program at {label} first.</source>
        <translation>Der Administrator Ihrer Organisation muss dieses Programm bei {label} erst zulassen.</translation>
    </message>
    <message>
        <source>Your organisation&apos;s id or domain; common, organizations or consumers for more than one.</source>
        <translation>ID oder Domain Ihrer Organisation; common, organizations oder consumers für mehrere.</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>before {end}</source>
        <translation>vor {end}</translation>
    </message>
    <message>
        <source>by the first {0} characters alone</source>
        <translation>allein nach den ersten {0} Zeichen</translation>
    </message>
    <message>
        <source>by the first {0} terms alone</source>
        <translation>allein nach den ersten {0} Begriffen</translation>
    </message>
    <message>
        <source>deleted on the server</source>
        <translation>auf dem Server gelöscht</translation>
    </message>
    <message>
        <source>drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>forwarded</source>
        <translation>weitergeleitet</translation>
    </message>
    <message>
        <source>from {first} to {last}</source>
        <translation>von {first} bis {last}</translation>
    </message>
    <message>
        <source>from “{0}”</source>
        <translation>von „{0}“</translation>
    </message>
    <message>
        <source>has already run out</source>
        <translation>ist schon abgelaufen</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>in an unknown folder “{name}”</source>
        <translation>in einem unbekannten Ordner „{name}“</translation>
    </message>
    <message>
        <source>in an unknown mailbox “{name}”</source>
        <translation>in einem unbekannten Postfach „{name}“</translation>
    </message>
    <message>
        <source>is from the future</source>
        <translation>kommt aus der Zukunft</translation>
    </message>
    <message>
        <source>known to imapdesk</source>
        <translation>imapdesk bekannt</translation>
    </message>
    <message>
        <source>larger than {size}</source>
        <translation>größer als {size}</translation>
    </message>
    <message>
        <source>on or after {first}</source>
        <translation>ab {first}</translation>
    </message>
    <message>
        <source>on {first}</source>
        <translation>am {first}</translation>
    </message>
    <message>
        <source>one byte</source>
        <translation>ein Byte</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>smaller than {size}</source>
        <translation>kleiner als {size}</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>system keyring</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>the provider that receives mail for {domain}</source>
        <translation>der Anbieter, der die E-Mail für {domain} empfängt</translation>
    </message>
    <message>
        <source>to change a flag</source>
        <translation>eine Markierung zu ändern</translation>
    </message>
    <message>
        <source>to describe what it found</source>
        <translation>seine Funde zu beschreiben</translation>
    </message>
    <message>
        <source>to list its folders</source>
        <translation>seine Ordner aufzulisten</translation>
    </message>
    <message>
        <source>to open {path}</source>
        <translation>{path} zu öffnen</translation>
    </message>
    <message>
        <source>to search</source>
        <translation>zu suchen</translation>
    </message>
    <message>
        <source>tried, and it answers</source>
        <translation>ausprobiert, und er antwortet</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>vault file</source>
        <translation>Tresordatei</translation>
    </message>
    <message>
        <source>with a {name} header</source>
        <translation>mit einer Kopfzeile {name}</translation>
    </message>
    <message>
        <source>with attachments</source>
        <translation>mit Anhängen</translation>
    </message>
    <message>
        <source>{dest} belongs to imapdesk itself.</source>
        <translation>{dest} gehört imapdesk selbst.</translation>
    </message>
    <message>
        <source>{dest} is no ordinary file.</source>
        <translation>{dest} ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>{domain}&apos;s entry in DNS</source>
        <translation>der DNS-Eintrag von {domain}</translation>
    </message>
    <message>
        <source>{domain}&apos;s own settings</source>
        <translation>eigene Einstellungen von {domain}</translation>
    </message>
    <message>
        <source>{host} can&apos;t be reached.</source>
        <translation>{host} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>{host} can&apos;t sign anybody in at the moment.</source>
        <translation>{host} kann zurzeit niemanden anmelden.</translation>
    </message>
    <message>
        <source>{host} cannot prove its identity.</source>
        <translation>{host} kann sich nicht ausweisen.</translation>
    </message>
    <message>
        <source>{host} closed the connection while it was being secured.</source>
        <translation>{host} hat die Verbindung geschlossen, während sie abgesichert wurde.</translation>
    </message>
    <message>
        <source>{host} closed the connection.</source>
        <translation>{host} hat die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>{host} did not accept the user name or the password.</source>
        <translation>{host} hat den Benutzernamen oder das Passwort nicht angenommen.</translation>
    </message>
    <message>
        <source>{host} doesn&apos;t accept connections on this port.</source>
        <translation>{host} nimmt auf diesem Port keine Verbindungen an.</translation>
    </message>
    <message>
        <source>{host} doesn&apos;t answer as a {language} proxy. Check the proxy&apos;s kind and port.</source>
        <translation>{host} antwortet nicht wie ein {language}-Proxy. Prüfen Sie Art und Port des Proxys.</translation>
    </message>
    <message>
        <source>{host} doesn&apos;t answer.</source>
        <translation>{host} antwortet nicht.</translation>
    </message>
    <message>
        <source>{host} doesn&apos;t finish securing the connection.</source>
        <translation>{host} schließt das Absichern der Verbindung nicht ab.</translation>
    </message>
    <message>
        <source>{host} doesn&apos;t speak TLS on this port. Check the port and the security setting.</source>
        <translation>{host} spricht auf diesem Port kein TLS. Prüfen Sie den Port und die Sicherheitseinstellung.</translation>
    </message>
    <message>
        <source>{host} offers no encryption on this port.</source>
        <translation>{host} bietet auf diesem Port keine Verschlüsselung an.</translation>
    </message>
    <message>
        <source>{host} only offers an outdated kind of TLS.</source>
        <translation>{host} bietet nur eine veraltete Art von TLS an.</translation>
    </message>
    <message>
        <source>{host} shows another certificate than the one that you trust.</source>
        <translation>{host} zeigt ein anderes Zertifikat als das, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>{host} shows no certificate.</source>
        <translation>{host} zeigt kein Zertifikat.</translation>
    </message>
    <message>
        <source>{host} stopped answering.</source>
        <translation>{host} antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>{host} takes too long to answer.</source>
        <translation>{host} braucht zu lange für eine Antwort.</translation>
    </message>
    <message>
        <source>{keyring} must be auto, system or vault.</source>
        <translation>{keyring} muss auto, system oder vault sein.</translation>
    </message>
    <message>
        <source>{label} can&apos;t answer at the moment; it is tried again later.</source>
        <translation>{label} kann zurzeit nicht antworten; es wird später erneut versucht.</translation>
    </message>
    <message>
        <source>{label} can&apos;t be reached; it is tried again later.</source>
        <translation>{label} ist nicht erreichbar; es wird später erneut versucht.</translation>
    </message>
    <message>
        <source>{label} can&apos;t prove its identity; nothing was sent.</source>
        <translation>{label} kann sich nicht ausweisen; es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>{label} doesn&apos;t accept the client id or secret in Settings &gt; Sign-in.</source>
        <translation>{label} nimmt Client-ID oder Clientschlüssel aus Einstellungen &gt; Anmeldung nicht an.</translation>
    </message>
    <message>
        <source>{label} gave an answer that can&apos;t be read.</source>
        <translation>{label} hat eine unlesbare Antwort gegeben.</translation>
    </message>
    <message>
        <source>{label} gave no permission to read mail; tick it on the consent page.</source>
        <translation>{label} hat keine Erlaubnis zum Lesen von Nachrichten gegeben; kreuzen Sie sie auf der Zustimmungsseite an.</translation>
    </message>
    <message>
        <source>{label} has no setting “{name}”; there are: {names}.</source>
        <translation>{label} hat keine Einstellung „{name}“; vorhanden sind: {names}.</translation>
    </message>
    <message>
        <source>{label} has no settings file to load.</source>
        <translation>{label} hat keine Einstellungsdatei zum Laden.</translation>
    </message>
    <message>
        <source>{label} is missing.</source>
        <translation>{label} fehlt.</translation>
    </message>
    <message>
        <source>{label} is switched off in Settings &gt; Sign-in.</source>
        <translation>{label} ist unter Einstellungen &gt; Anmeldung ausgeschaltet.</translation>
    </message>
    <message>
        <source>{label} is switched off: run “imapdesk integration enable” first.</source>
        <translation>{label} ist ausgeschaltet: zuerst „imapdesk integration enable“ ausführen.</translation>
    </message>
    <message>
        <source>{label} must be one of the choices.</source>
        <translation>{label} muss eine der Möglichkeiten sein.</translation>
    </message>
    <message>
        <source>{label} needs your consent again before mail can be read.</source>
        <translation>{label} braucht Ihre erneute Zustimmung, bevor Nachrichten gelesen werden können.</translation>
    </message>
    <message>
        <source>{label} no longer accepts the saved sign-in: it has expired or was revoked.</source>
        <translation>{label} nimmt die gespeicherte Anmeldung nicht mehr an: Sie ist abgelaufen oder wurde widerrufen.</translation>
    </message>
    <message>
        <source>{label} offers no sign-in by device code.</source>
        <translation>{label} bietet keine Anmeldung mit Gerätecode an.</translation>
    </message>
    <message>
        <source>{label} refused the sign-in.</source>
        <translation>{label} hat die Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>{label} sent neither a code nor an error.</source>
        <translation>{label} hat weder einen Code noch einen Fehler gesendet.</translation>
    </message>
    <message>
        <source>{label} sent no id token.</source>
        <translation>{label} hat kein ID-Token gesendet.</translation>
    </message>
    <message>
        <source>{label} wants you to sign in again, for example with a second factor.</source>
        <translation>{label} verlangt, dass Sie sich noch einmal persönlich anmelden, etwa für einen zweiten Faktor.</translation>
    </message>
    <message>
        <source>{label}&apos;s answer {word}: its clock and this computer&apos;s differ. Please check the time and sign in again.</source>
        <translation>Die Antwort von {label} {word}: Seine Uhr und die dieses Computers gehen verschieden. Prüfen Sie die Uhrzeit und melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>{missing} messages could not be fetched now and will be tried again.</source>
        <translation>{missing} Nachrichten konnten jetzt nicht geholt werden; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read.</source>
        <translation>{name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{name} is not a backup of imapdesk.</source>
        <translation>{name} ist keine Sicherung von imapdesk.</translation>
    </message>
    <message>
        <source>{path} can only be read.</source>
        <translation>{path} kann nur gelesen werden.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be found from here.</source>
        <translation>{path} ist von hier aus nicht zu finden.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be used: {it}.</source>
        <translation>{path} kann nicht verwendet werden: {it}.</translation>
    </message>
    <message>
        <source>{path} was renumbered; the change waits for the next run.</source>
        <translation>{path} wurde neu nummeriert; die Änderung wartet auf den nächsten Durchgang.</translation>
    </message>
    <message>
        <source>{provider} needs its bridge program running on this computer; use the password that it shows.</source>
        <translation>{provider} braucht sein Bridge-Programm auf diesem Computer; verwenden Sie das Passwort, das es anzeigt.</translation>
    </message>
    <message>
        <source>{provider} offers IMAP to paying customers only.</source>
        <translation>{provider} bietet IMAP nur zahlenden Kunden.</translation>
    </message>
    <message>
        <source>{provider} offers no IMAP, so no other program can read mail there.</source>
        <translation>{provider} bietet kein IMAP, daher kann kein anderes Programm dort Nachrichten lesen.</translation>
    </message>
    <message>
        <source>{provider} takes no passwords from programs. You sign in on its own page.</source>
        <translation>{provider} nimmt von Programmen keine Passwörter an. Sie melden sich auf der Seite des Anbieters an.</translation>
    </message>
    <message>
        <source>{provider} wants an app password here. You create it in your account&apos;s settings there.</source>
        <translation>{provider} verlangt hier ein App-Passwort. Sie erstellen es dort in den Einstellungen Ihres Kontos.</translation>
    </message>
    <message>
        <source>{provider} wants its own e-mail password here, not the one of your account.</source>
        <translation>{provider} verlangt hier ein eigenes E-Mail-Passwort, nicht das Ihres Kontos.</translation>
    </message>
    <message>
        <source>{sentence} The values couldn&apos;t be checked.</source>
        <translation>{sentence} Die Werte konnten nicht geprüft werden.</translation>
    </message>
    <message>
        <source>{size} bytes</source>
        <translation>{size} Bytes</translation>
    </message>
    <message>
        <source>{source} is no ordinary file.</source>
        <translation>{source} ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>{what} must not have line ends or control characters.</source>
        <translation>{what} darf keine Zeilenenden oder Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>“{0}” left out: signs alone are no words</source>
        <translation>„{0}“ weggelassen: Zeichen allein sind keine Wörter</translation>
    </message>
    <message>
        <source>“{path}” could not be fetched: {sentence}</source>
        <translation>„{path}“ konnte nicht geholt werden: {sentence}</translation>
    </message>
    <message>
        <source>“{path}” could not be looked at: {sentence}</source>
        <translation>„{path}“ konnte nicht angesehen werden: {sentence}</translation>
    </message>
    <message>
        <source>“{path}” was removed here meanwhile.</source>
        <translation>„{path}“ wurde hier inzwischen entfernt.</translation>
    </message>
    <message>
        <source>“{path}” was skipped; the rest of it comes with the next run.</source>
        <translation>„{path}“ wurde übersprungen; der Rest kommt beim nächsten Durchgang.</translation>
    </message>
</context>
<context>
    <name>ServerDialog</name>
    <message>
        <source>&amp;Check and save</source>
        <translation>&amp;Prüfen und speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Reading folders…</source>
        <translation>Ordner werden gelesen…</translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation>Servereinstellungen</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft…</translation>
    </message>
    <message>
        <source>the password for this mailbox</source>
        <translation>das Passwort für dieses Postfach</translation>
    </message>
</context>
<context>
    <name>ServerForm</name>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation>Zertifikats&amp;datei</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation>Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Only the certificate that you trust is accepted.</source>
        <translation>Nur das Zertifikat, dem Sie vertrauen, gilt.</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>S&amp;ecurity</source>
        <translation>Sich&amp;erheit</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>Wieder prüfen</translation>
    </message>
    <message>
        <source>Your password and your mail can be read by anyone on the way.</source>
        <translation>Ihr Passwort und Ihre Nachrichten kann unterwegs jeder mitlesen.</translation>
    </message>
    <message>
        <source>only for a server with a certificate of its own</source>
        <translation>nur für einen Server mit eigenem Zertifikat</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>usually your e-mail address</source>
        <translation>meist Ihre E-Mail-Adresse</translation>
    </message>
</context>
<context>
    <name>ServerPage</name>
    <message>
        <source>E-mail &amp;address</source>
        <translation>E-Mail-&amp;Adresse</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation>Servereinstellungen</translation>
    </message>
    <message>
        <source>Your provider&apos;s help pages name them under “IMAP”.</source>
        <translation>Die Hilfeseiten Ihres Anbieters nennen sie unter „IMAP“.</translation>
    </message>
    <message>
        <source>name@example.com</source>
        <translation>name@example.com</translation>
    </message>
</context>
<context>
    <name>ServerSearchDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) are on the server and not saved here. Tick their folder to keep them.</source>
        <translation>
            <numerusform>%Ln Nachricht ist auf dem Server und hier nicht gespeichert. Wählen Sie ihren Ordner aus, um sie zu behalten.</numerusform>
            <numerusform>%Ln Nachrichten sind auf dem Server und hier nicht gespeichert. Wählen Sie ihre Ordner aus, um sie zu behalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s), the newest of each folder, are on the server and not saved here; there may be more.</source>
        <translation>
            <numerusform>%Ln Nachricht, die neueste ihres Ordners, ist auf dem Server und nicht hier gespeichert; vielleicht gibt es mehr.</numerusform>
            <numerusform>%Ln Nachrichten, die neuesten jedes Ordners, sind auf dem Server und nicht hier gespeichert; vielleicht gibt es mehr.</numerusform>
        </translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Found on the server</source>
        <translation>Auf dem Server gefunden</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Nothing more on the server: all that it finds is saved here.</source>
        <translation>Nichts Weiteres auf dem Server: Was er findet, ist hier gespeichert.</translation>
    </message>
    <message>
        <source>On the server: {query}</source>
        <translation>Auf dem Server: {query}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Search on the server</source>
        <translation>Auf dem Server suchen</translation>
    </message>
    <message>
        <source>Searching {mailbox}: {folder}, {done} of {total} folders done…</source>
        <translation>{mailbox} wird durchsucht: {folder}, {done} von {total} Ordnern fertig…</translation>
    </message>
    <message>
        <source>Searching {mailbox}…</source>
        <translation>{mailbox} wird durchsucht…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message numerus="yes">
        <source>{mailbox}: The server can&apos;t search %Ln folder(s) for that: {folders}</source>
        <translation>
            <numerusform>{mailbox}: Der Server kann %Ln Ordner nicht danach durchsuchen: {folders}</numerusform>
            <numerusform>{mailbox}: Der Server kann %Ln Ordner nicht danach durchsuchen: {folders}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Standardwerte</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>Herunter&amp;laden</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>Mich fragen</translation>
    </message>
    <message>
        <source>Belongs &amp;to</source>
        <translation>Gehör&amp;t</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Bring in new mail at once</source>
        <translation>Neue Nachrichten sofort holen</translation>
    </message>
    <message>
        <source>Change server settings</source>
        <translation>Servereinstellungen ändern</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Check &amp;every</source>
        <translation>Ab&amp;rufen alle</translation>
    </message>
    <message>
        <source>Check every</source>
        <translation>Abrufen alle</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>E-mail &amp;address</source>
        <translation>&amp;E-Mail-Adresse</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Keep them too</source>
        <translation>Auch behalten</translation>
    </message>
    <message>
        <source>Largest message in MB</source>
        <translation>Größte Nachricht in MB</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Keeps a connection open.</source>
        <translation>Hält eine Verbindung offen.</translation>
    </message>
    <message>
        <source>Marks stay on this computer.</source>
        <translation>Markierungen bleiben hier.</translation>
    </message>
    <message>
        <source>Messages of any size</source>
        <translation>Nachrichten jeder Größe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Never change anything on the server</source>
        <translation>Auf dem Server nie etwas ändern</translation>
    </message>
    <message>
        <source>New f&amp;olders</source>
        <translation>Neue &amp;Ordner</translation>
    </message>
    <message>
        <source>New folders</source>
        <translation>Neue Ordner</translation>
    </message>
    <message>
        <source>Nobody: a system mailbox</source>
        <translation>Niemandem: ein Systempostfach</translation>
    </message>
    <message>
        <source>Only by hand</source>
        <translation>Nur von Hand</translation>
    </message>
    <message>
        <source>Read-only mailbox</source>
        <translation>Postfach nur lesen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Si&amp;ze limit</source>
        <translation>Größen&amp;grenze</translation>
    </message>
    <message>
        <source>Sign in again to this mailbox</source>
        <translation>An diesem Postfach erneut anmelden</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Erneut anmelden…</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Since a date</source>
        <translation>Seit einem Datum</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>The last 12 months</source>
        <translation>Die letzten 12 Monate</translation>
    </message>
    <message>
        <source>encrypted (STARTTLS)</source>
        <translation>verschlüsselt (STARTTLS)</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
    <message>
        <source>with a password</source>
        <translation>mit einem Passwort</translation>
    </message>
    <message>
        <source>with {provider}, on its own page</source>
        <translation>mit {provider}, auf der Seite des Anbieters</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} Std.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Back to the messages (on a page in their place)</source>
        <translation>Zurück zu den Nachrichten (auf einer Seite an ihrer Stelle)</translation>
    </message>
    <message>
        <source>Clear the search (in the search box)</source>
        <translation>Suche leeren (im Suchfeld)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Find in message (in the message)</source>
        <translation>In der Nachricht suchen (in der Nachricht)</translation>
    </message>
    <message>
        <source>In the message list</source>
        <translation>In der Nachrichtenliste</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>Nächste Nachricht</translation>
    </message>
    <message>
        <source>Next unread message</source>
        <translation>Nächste ungelesene Nachricht</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>In eigenem Fenster öffnen</translation>
    </message>
    <message>
        <source>Previous message</source>
        <translation>Vorige Nachricht</translation>
    </message>
    <message>
        <source>Read on: a page down, then the next unread message</source>
        <translation>Weiterlesen: eine Seite abwärts, dann die nächste ungelesene Nachricht</translation>
    </message>
    <message>
        <source>Read or unread</source>
        <translation>Gelesen oder ungelesen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Tick a folder (in the tree)</source>
        <translation>Ordner auswählen (in der Ordnerliste)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>SidePages</name>
    <message>
        <source>All mail</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Diagnostic report copied; no address is in it.</source>
        <translation>Diagnosebericht kopiert; er enthält keine Adresse.</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Contacting {label}…</source>
        <translation>Verbindung zu {label}…</translation>
    </message>
    <message>
        <source>Continue in my web browser</source>
        <translation>In meinem Webbrowser fortfahren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Open in my &amp;browser instead</source>
        <translation>Stattdessen in meinem &amp;Browser öffnen</translation>
    </message>
    <message>
        <source>Opening your web browser…</source>
        <translation>Ihr Webbrowser wird geöffnet…</translation>
    </message>
    <message>
        <source>Page of</source>
        <translation>Seite von</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Sign in with {label}</source>
        <translation>Anmelden mit {label}</translation>
    </message>
    <message>
        <source>The proxy {host} wants another user name or password. Change them in the settings.</source>
        <translation>Der Proxy {host} verlangt einen anderen Benutzernamen oder ein anderes Passwort. Ändern Sie sie in den Einstellungen.</translation>
    </message>
    <message>
        <source>The sign-in leads to {host} without encryption. It was stopped there.</source>
        <translation>Die Anmeldung führt ohne Verschlüsselung zu {host}. Sie wurde dort angehalten.</translation>
    </message>
    <message>
        <source>your provider</source>
        <translation>Ihrem Anbieter</translation>
    </message>
    <message>
        <source>{host} can&apos;t be reached.</source>
        <translation>{host} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>{host} can&apos;t prove its identity. Nothing was sent.</source>
        <translation>{host} kann sich nicht ausweisen. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>{provider} does not allow sign-in inside programs. Continue in your web browser.</source>
        <translation>{provider} erlaubt keine Anmeldung innerhalb von Programmen. Fahren Sie in Ihrem Webbrowser fort.</translation>
    </message>
</context>
<context>
    <name>SignInFlow</name>
    <message>
        <source>Nobody signed in within five minutes.</source>
        <translation>Innerhalb von fünf Minuten hat sich niemand angemeldet.</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Sign-in page</source>
        <translation>Anmeldeseite</translation>
    </message>
</context>
<context>
    <name>SmtpForm</name>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;Test message to</source>
        <translation>&amp;Testnachricht an</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation>Zertifikats&amp;datei</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>E-mails go out through a mailbox of the same person.</source>
        <translation>E-Mails gehen über ein Postfach derselben Person hinaus.</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>S&amp;ecurity</source>
        <translation>Sich&amp;erheit</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Se&amp;nder</source>
        <translation>Abse&amp;nder</translation>
    </message>
    <message>
        <source>Send a test message</source>
        <translation>Testnachricht senden</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Server for e-mails</source>
        <translation>Server für E-Mails</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Test message to</source>
        <translation>Testnachricht an</translation>
    </message>
    <message>
        <source>The server took a test message for {address}.</source>
        <translation>Der Server hat eine Testnachricht für {address} angenommen.</translation>
    </message>
    <message>
        <source>Use no server</source>
        <translation>Keinen Server verwenden</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>an address that this server sends for</source>
        <translation>eine Adresse, für die dieser Server sendet</translation>
    </message>
    <message>
        <source>empty where the server wants no sign-in</source>
        <translation>leer, wenn der Server keine Anmeldung verlangt</translation>
    </message>
    <message>
        <source>only for a server with a certificate of its own</source>
        <translation>nur für einen Server mit eigenem Zertifikat</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Message headers</source>
        <translation>Kopfzeilen der Nachricht</translation>
    </message>
    <message>
        <source>Message source</source>
        <translation>Quelltext der Nachricht</translation>
    </message>
    <message>
        <source>The first {shown} of {size} are shown. “Save as EML” saves all of it.</source>
        <translation>Die ersten {shown} von {size} werden gezeigt. „Als EML speichern“ speichert alles.</translation>
    </message>
</context>
<context>
    <name>Sparing</name>
    <message>
        <source>Only {size} left on this disk - syncing is paused.</source>
        <translation>Nur noch {size} auf diesem Datenträger frei – Synchronisieren ist pausiert.</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>not ticked</source>
        <translation>nicht angehakt</translation>
    </message>
    <message>
        <source>partly ticked</source>
        <translation>teilweise angehakt</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>angehakt</translation>
    </message>
</context>
<context>
    <name>SpokenRows</name>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>deleted on the server, kept here</source>
        <translation>auf dem Server gelöscht, hier behalten</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>von {name}</translation>
    </message>
    <message>
        <source>has attachment</source>
        <translation>mit Anhang</translation>
    </message>
    <message>
        <source>subject {subject}</source>
        <translation>Betreff {subject}</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>an {name}</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message numerus="yes">
        <source>%Ln message(s), {size}; none of them with attachments.</source>
        <translation>
            <numerusform>%Ln Nachricht, {size}; keine davon mit Anhängen.</numerusform>
            <numerusform>%Ln Nachrichten, {size}; keine davon mit Anhängen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s), {size}; {files} of them with attachments, {file_size}.</source>
        <translation>
            <numerusform>%Ln Nachricht, {size}; {files} mit Anhängen, {file_size}.</numerusform>
            <numerusform>%Ln Nachrichten, {size}; {files} davon mit Anhängen, {file_size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln message(s), {size}.</source>
        <translation>
            <numerusform>Etwa %Ln Nachricht, {size}.</numerusform>
            <numerusform>Etwa %Ln Nachrichten, {size}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>Termine</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Busiest hour</source>
        <translation>Stärkste Stunde</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Estimated from one message in {count}; the exact figures follow.</source>
        <translation>Geschätzt nach einer von {count} Nachrichten; die genauen Zahlen folgen.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Messages by weekday and hour</source>
        <translation>Nachrichten nach Wochentag und Stunde</translation>
    </message>
    <message>
        <source>Messages per month</source>
        <translation>Nachrichten pro Monat</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>PDF documents</source>
        <translation>PDF-Dokumente</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>Präsentationen</translation>
    </message>
    <message>
        <source>Sound and film</source>
        <translation>Ton und Film</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Statistics: {name}</source>
        <translation>Statistik: {name}</translation>
    </message>
    <message>
        <source>Storage by folder</source>
        <translation>Speicher nach Ordner</translation>
    </message>
    <message>
        <source>Storage by kind of attachment</source>
        <translation>Speicher nach Art des Anhangs</translation>
    </message>
    <message>
        <source>Storage by sender</source>
        <translation>Speicher nach Absender</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Text documents</source>
        <translation>Textdokumente</translation>
    </message>
    <message>
        <source>Top correspondents</source>
        <translation>Häufigste Absender</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>≈ {figure}</source>
        <translation>≈ {figure}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>All mail of your ticked folders is on this computer.</source>
        <translation>Alle Nachrichten der ausgewählten Ordner sind auf diesem Computer.</translation>
    </message>
    <message>
        <source>All mail of your ticked folders since {day} is on this computer.</source>
        <translation>Alle Nachrichten der ausgewählten Ordner seit dem {day} sind auf diesem Computer.</translation>
    </message>
    <message>
        <source>Ask again after {time}.</source>
        <translation>Ab {time} können Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>Mail can&apos;t be saved</source>
        <translation>Nachrichten können nicht gespeichert werden</translation>
    </message>
    <message>
        <source>New mail is being saved.</source>
        <translation>Neue Nachrichten werden gespeichert.</translation>
    </message>
    <message>
        <source>Not everything could be synced</source>
        <translation>Nicht alles konnte synchronisiert werden</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Noch nicht synchronisiert</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Off-line</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Saved mail can be read. Syncing goes on when the connection is back.</source>
        <translation>Gespeicherte Nachrichten sind lesbar. Es geht weiter, sobald die Verbindung zurück ist.</translation>
    </message>
    <message>
        <source>Saved mail can be read.</source>
        <translation>Gespeicherte Nachrichten sind lesbar.</translation>
    </message>
    <message>
        <source>Sign-in needed for {address}</source>
        <translation>Anmeldung nötig für {address}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Syncing goes on at {time}.</source>
        <translation>Um {time} geht es weiter.</translation>
    </message>
    <message>
        <source>Syncing is paused. Saved mail can be read.</source>
        <translation>Synchronisieren ist pausiert. Gespeicherte Nachrichten sind lesbar.</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Wird synchronisiert</translation>
    </message>
    <message>
        <source>The connection is not safe</source>
        <translation>Die Verbindung ist nicht sicher</translation>
    </message>
    <message>
        <source>The first sync starts by itself.</source>
        <translation>Das erste Synchronisieren beginnt von selbst.</translation>
    </message>
    <message>
        <source>The last 12 months of your ticked folders are on this computer.</source>
        <translation>Die letzten 12 Monate der ausgewählten Ordner sind auf diesem Computer.</translation>
    </message>
    <message>
        <source>The next sync goes on where the last one was stopped.</source>
        <translation>Die nächste Synchronisation macht dort weiter, wo die letzte angehalten wurde.</translation>
    </message>
    <message>
        <source>The next try is at {time}.</source>
        <translation>Der nächste Versuch ist um {time}.</translation>
    </message>
    <message>
        <source>The saved password can&apos;t be had</source>
        <translation>Das gespeicherte Passwort ist nicht zu bekommen</translation>
    </message>
    <message>
        <source>The server asked to wait</source>
        <translation>Der Server hat um Geduld gebeten</translation>
    </message>
    <message>
        <source>The server gave an answer that can&apos;t be understood</source>
        <translation>Die Antwort des Servers ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Waiting until {time}</source>
        <translation>Wartet bis {time}</translation>
    </message>
    <message>
        <source>after the sign-in</source>
        <translation>nach der Anmeldung</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>only by hand</source>
        <translation>nur von Hand</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>“Sync now” brings its mail to this computer.</source>
        <translation>„Jetzt synchronisieren“ holt seine Nachrichten auf diesen Computer.</translation>
    </message>
</context>
<context>
    <name>StatusCard</name>
    <message>
        <source>Folders kept</source>
        <translation>Gespeicherte Ordner</translation>
    </message>
    <message>
        <source>Go on syncing</source>
        <translation>Weiter synchronisieren</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Messages saved</source>
        <translation>Gespeicherte Nachrichten</translation>
    </message>
    <message>
        <source>Next sync</source>
        <translation>Nächstes Mal</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State of the mailbox</source>
        <translation>Zustand des Postfachs</translation>
    </message>
    <message>
        <source>State of the mailbox: {state}</source>
        <translation>Zustand des Postfachs: {state}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Try anyway</source>
        <translation>Trotzdem versuchen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>{kept} of {all}</source>
        <translation>{kept} von {all}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Leave the rest of {folder} for the next sync</source>
        <translation>Den Rest von {folder} dem nächsten Synchronisieren überlassen</translation>
    </message>
    <message>
        <source>Next sync {time}</source>
        <translation>Nächstes Synchronisieren {time}</translation>
    </message>
    <message>
        <source>Off-line - saved mail can be read. Syncing goes on when the connection is back.</source>
        <translation>Offline – gespeicherte Nachrichten sind lesbar. Es geht weiter, sobald die Verbindung zurück ist.</translation>
    </message>
    <message>
        <source>Pause syncing</source>
        <translation>Synchronisieren pausieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Skip folder</source>
        <translation>Ordner überspringen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Sync finished: {result}</source>
        <translation>Synchronisiert: {result}</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Syncing stopped.</source>
        <translation>Synchronisieren angehalten.</translation>
    </message>
    <message>
        <source>Try anyway</source>
        <translation>Trotzdem versuchen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>comparing flags</source>
        <translation>Markierungen werden verglichen</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>Verbindung wird hergestellt</translation>
    </message>
    <message>
        <source>looking for new messages</source>
        <translation>neue Nachrichten werden gesucht</translation>
    </message>
    <message>
        <source>reading folders</source>
        <translation>Ordner werden gelesen</translation>
    </message>
    <message>
        <source>saving messages</source>
        <translation>Nachrichten werden gespeichert</translation>
    </message>
    <message>
        <source>signing in</source>
        <translation>Anmeldung läuft</translation>
    </message>
    <message>
        <source>waiting for the server</source>
        <translation>wartet auf den Server</translation>
    </message>
    <message>
        <source>{mailbox}: connecting</source>
        <translation>{mailbox}: Verbindung wird hergestellt</translation>
    </message>
    <message>
        <source>{mailbox}: {folder} {done} of {total}</source>
        <translation>{mailbox}: {folder} {done} von {total}</translation>
    </message>
    <message>
        <source>{time} - {counts} ({seconds} s)</source>
        <translation>{time} – {counts} ({seconds} s)</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Progress of the connection</source>
        <translation>Fortschritt der Verbindung</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>&amp;Back up</source>
        <translation>&amp;Sichern</translation>
    </message>
    <message>
        <source>&amp;Keep the last</source>
        <translation>Die &amp;letzten behalten</translation>
    </message>
    <message>
        <source>Automatic backups</source>
        <translation>Automatische Sicherungen</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Backups go to</source>
        <translation>Sicherungen gehen nach</translation>
    </message>
    <message>
        <source>Check the local copy</source>
        <translation>Lokale Kopie prüfen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Choose the folder of the backups</source>
        <translation>Ordner der Sicherungen wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Done: {before} before, {after} now.</source>
        <translation>Fertig: vorher {before}, jetzt {after}.</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Jeden Monat</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Jede Woche</translation>
    </message>
    <message>
        <source>Folder of the backups</source>
        <translation>Ordner der Sicherungen</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Make it smaller</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Packing the mail tighter; syncing goes on meanwhile…</source>
        <translation>Nachrichten werden dichter gepackt; das Synchronisieren läuft inzwischen weiter…</translation>
    </message>
    <message>
        <source>Passwords are never in a backup.</source>
        <translation>Passwörter sind nie in einer Sicherung.</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>The last one was written on {date}.</source>
        <translation>Die letzte wurde am {date} geschrieben.</translation>
    </message>
    <message>
        <source>The local copy is in good health.</source>
        <translation>Die lokale Kopie ist in Ordnung.</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Mailboxes at a time</source>
        <translation>&amp;Postfächer zugleich</translation>
    </message>
    <message>
        <source>&amp;Pause when less is free on the disk</source>
        <translation>&amp;Pausieren, wenn weniger Platz frei ist als</translation>
    </message>
    <message>
        <source>Check &amp;new mailboxes every</source>
        <translation>&amp;Neue Postfächer abrufen alle</translation>
    </message>
    <message>
        <source>How often a mailbox is checked later is set on its own page.</source>
        <translation>Wie oft ein Postfach später abgerufen wird, steht auf seiner eigenen Seite.</translation>
    </message>
    <message>
        <source>Sync all mailboxes at the &amp;start</source>
        <translation>Alle Postfächer beim &amp;Start synchronisieren</translation>
    </message>
    <message>
        <source>Sync on &amp;battery</source>
        <translation>Im A&amp;kkubetrieb synchronisieren</translation>
    </message>
    <message>
        <source>Sync over a &amp;metered connection</source>
        <translation>Über &amp;getaktete Verbindungen synchronisieren</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>only by hand</source>
        <translation>nur von Hand</translation>
    </message>
    <message>
        <source>“Sync now” works whatever is chosen here.</source>
        <translation>„Jetzt synchronisieren“ geht immer, gleich was hier gewählt ist.</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Hide {n} quoted lines</source>
        <translation>{n} zitierte Zeilen verbergen</translation>
    </message>
    <message>
        <source>Message text</source>
        <translation>Nachrichtentext</translation>
    </message>
    <message>
        <source>Show {n} quoted lines</source>
        <translation>{n} zitierte Zeilen anzeigen</translation>
    </message>
    <message>
        <source>This message has no text.</source>
        <translation>Diese Nachricht hat keinen Text.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Pause syncing</source>
        <translation>Synchronisieren &amp;pausieren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation>imapdesk</translation>
    </message>
</context>
<context>
    <name>WaitPage</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copy its address into one on this computer. Sign in there; this window closes by itself.</source>
        <translation>Kopieren Sie die Adresse in einen Browser auf diesem Computer. Melden Sie sich dort an; dieses Fenster schließt sich von selbst.</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>No web browser could be opened.</source>
        <translation>Es konnte kein Webbrowser geöffnet werden.</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>Erneut öffnen</translation>
    </message>
    <message>
        <source>Open the page here</source>
        <translation>Seite hier öffnen</translation>
    </message>
    <message>
        <source>Open {page} in any browser, on this computer or another one, and type in this code:</source>
        <translation>Öffnen Sie {page} in irgendeinem Browser, auf diesem oder einem anderen Computer, und geben Sie diesen Code ein:</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Sign in in your web browser</source>
        <translation>Melden Sie sich im Webbrowser an</translation>
    </message>
    <message>
        <source>Sign in with a code</source>
        <translation>Mit einem Code anmelden</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>The mailbox is {address}. Is the other address right?</source>
        <translation>Das Postfach ist {address}. Ist die andere Adresse richtig?</translation>
    </message>
    <message>
        <source>The page of {label} opened in your web browser. Sign in there; this window closes by itself.</source>
        <translation>Die Seite von {label} wurde in Ihrem Webbrowser geöffnet. Melden Sie sich dort an; dieses Fenster schließt sich von selbst.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use {address}</source>
        <translation>{address} verwenden</translation>
    </message>
    <message>
        <source>You signed in as {address}</source>
        <translation>Sie haben sich als {address} angemeldet</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Sync all mailboxes now (Shift+F5)</source>
        <translation>Alle Postfächer jetzt synchronisieren (Umschalt+F5)</translation>
    </message>
    <message>
        <source>{action} (waiting until {time})</source>
        <translation>{action} (wartet bis {time})</translation>
    </message>
</context>
<context>
    <name>WebHtmlView</name>
    <message>
        <source>Message text</source>
        <translation>Nachrichtentext</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Add your mailbox</source>
        <translation>Postfach hinzufügen</translation>
    </message>
    <message>
        <source>Keep a copy of your e-mail on this computer</source>
        <translation>Behalten Sie eine Kopie Ihrer E-Mail auf diesem Computer</translation>
    </message>
    <message>
        <source>Opens a second window with invented mail; nothing is kept, nothing is sent.</source>
        <translation>Öffnet ein zweites Fenster mit erfundenen Nachrichten; nichts wird behalten, nichts gesendet.</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>Try it with a demo mailbox</source>
        <translation>Mit einem Demo-Postfach ausprobieren</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>imapdesk downloads and finds your mail. It never deletes or moves anything on the server.</source>
        <translation>imapdesk lädt Ihre Nachrichten herunter und findet sie wieder. Auf dem Server wird nie etwas gelöscht oder verschoben.</translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation>imapdesk</translation>
    </message>
</context>
<context>
    <name>WindowTitle</name>
    <message>
        <source>Search: {words}</source>
        <translation>Suche: {words}</translation>
    </message>
    <message>
        <source>imapdesk</source>
        <translation>imapdesk</translation>
    </message>
    <message>
        <source>{folder} - {mailbox}</source>
        <translation>{folder} - {mailbox}</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>MMM d</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>MMM d, yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Unknown date</source>
        <translation>Unbekanntes Datum</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation>etwa {n} Std.</translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation>etwa {n} Min.</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>{date} at {time}</source>
        <translation>{date} um {time}</translation>
    </message>
</context>
</TS>
