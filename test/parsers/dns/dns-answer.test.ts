import { readDnsAnswer } from '../../../src/parsers/dns/dns-answer.js';
import { openPaste } from '../../../src/parsers/text/paste.js';

const read = (text: string) => readDnsAnswer(openPaste(text)).clues;
const understood = (text: string) => readDnsAnswer(openPaste(text)).understood;
const found = (name: string, type: string, ...values: string[]) => ({ kind: 'dns', name, type, values });
const absent = (name: string, type: string, failure: string) => ({ kind: 'dns', name, type, values: [], failure });

const DIG = `
; <<>> DiG 9.18.28 <<>> MX contoso.com +dnssec
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 41573
;; flags: qr rd ra ad; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 2

;; QUESTION SECTION:
;contoso.com.			IN	MX

;; ANSWER SECTION:
contoso.com.		3600	IN	MX	10 mail.contoso.com.
contoso.com.		3600	IN	MX	20 backup.contoso.com.
contoso.com.		3600	IN	RRSIG	MX 8 2 3600 20261201 20261101 1234 contoso.com. abc=

;; ADDITIONAL SECTION:
mail.contoso.com.	3600	IN	A	203.0.113.5
mail.contoso.com.	3600	IN	AAAA	2001:db8::25

;; Query time: 12 msec
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)
`;

test('dig', () => {
  expect(read(DIG)).toEqual([
    {
      kind: 'dns',
      name: 'contoso.com',
      type: 'MX',
      values: ['10 mail.contoso.com', '20 backup.contoso.com'],
      authenticated: true,
      at: { text: 'contoso.com.\t\t3600\tIN\tMX\t10 mail.contoso.com.', line: 12 },
    },
    { ...found('mail.contoso.com', 'A', '203.0.113.5'), authenticated: true, at: { text: 'mail.contoso.com.\t3600\tIN\tA\t203.0.113.5', line: 17 } },
    {
      ...found('mail.contoso.com', 'AAAA', '2001:db8::25'),
      authenticated: true,
      at: { text: 'mail.contoso.com.\t3600\tIN\tAAAA\t2001:db8::25', line: 18 },
    },
  ]);
  expect(understood(DIG)).toEqual(expect.arrayContaining([2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 16, 17, 18, 20, 21]));
  expect(read(DIG.replace(' ad;', ';'))).toMatchObject([{ authenticated: false }, {}, {}]);
  expect(read(DIG.replace(/^/gm, '> '))).toMatchObject([{ values: ['10 mail.contoso.com', '20 backup.contoso.com'] }, {}, {}]);
});

const HASH = '8cb0fc6c527506a053f4f14c8464bebbd6dede2738d11468dd953d7d6a3021f1';
test('dig: several questions, TXT in parts, TLSA, CNAME', () =>
  expect(
    read(`$ dig txt _mta-sts.contoso.com
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1
;; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1
;; ANSWER SECTION:
_mta-sts.contoso.com. 300 IN CNAME _mta-sts.example.com.
_mta-sts.example.com. 300 IN TXT "v=STSv1; " "id=20261101000000Z;"
$ dig TLSA _25._tcp.mail.contoso.com
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 2
;; flags: qr rd ra ad; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1
_25._tcp.mail.contoso.com. 300 IN TLSA 3 1 1 ${HASH.slice(0, 56).toUpperCase()} ${HASH.slice(56).toUpperCase()}`),
  ).toMatchObject([
    { ...found('_mta-sts.contoso.com', 'CNAME', '_mta-sts.example.com'), authenticated: false },
    found('_mta-sts.example.com', 'TXT', 'v=STSv1; id=20261101000000Z;'),
    {
      ...found('_25._tcp.mail.contoso.com', 'TLSA', `3 1 1 ${HASH.slice(0, 56).toUpperCase()} ${HASH.slice(56).toUpperCase()}`),
      authenticated: true,
    },
  ]));

const HEADER = (status: string) => `; <<>> DiG 9.16.1-Ubuntu <<>> -t tlsa _25._tcp.mail.contoso.com @192.0.2.53
;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 7
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1
;; QUESTION SECTION:
;_25._tcp.mail.contoso.com. IN TLSA
;; AUTHORITY SECTION:
contoso.com. 900 IN SOA ns1.contoso.com. hostmaster.contoso.com. 1 900 600 86400 3600
contoso.com. 900 IN NS ns1.contoso.com.`;
test.each([
  [HEADER('NXDOMAIN'), 'NXDOMAIN', 2],
  [HEADER('SERVFAIL'), 'SERVFAIL', 2],
  [HEADER('REFUSED'), 'REFUSED', 2],
  [HEADER('NOERROR'), 'NODATA', 3],
  [
    '; <<>> DiG 9.18 <<>> _25._tcp.mail.contoso.com TLSA\n;; global options: +cmd\n;; connection timed out; no servers could be reached',
    'TIMEOUT',
    3,
  ],
])('dig without an answer %#', (text, failure, line) =>
  expect(read(text)).toMatchObject([{ ...absent('_25._tcp.mail.contoso.com', 'TLSA', failure), at: { line } }]),
);

test('dig +short', () =>
  expect(
    read(`admin@mx1:~$ dig +short MX contoso.com
10 mail.contoso.com.

admin@mx1:~$ dig mail.contoso.com +short
gw.contoso.com.
203.0.113.5
admin@mx1:~$ dig +short txt _smtp._tls.contoso.com @192.0.2.53
"v=TLSRPTv1; rua=mailto:tls@contoso.com"
admin@mx1:~$ dig +short tlsa _25._tcp.mail.contoso.com
admin@mx1:~$ `),
  ).toMatchObject([
    found('contoso.com', 'MX', '10 mail.contoso.com'),
    found('mail.contoso.com', 'CNAME', 'gw.contoso.com'),
    found('mail.contoso.com', 'A', '203.0.113.5'),
    found('_smtp._tls.contoso.com', 'TXT', 'v=TLSRPTv1; rua=mailto:tls@contoso.com'),
    absent('_25._tcp.mail.contoso.com', 'TLSA', 'NODATA'),
  ]));

test('nothing is said about a command without output at the end of the paste', () => expect(read('$ dig +short MX contoso.com')).toEqual([]));

test('host', () =>
  expect(
    read(`$ host -t MX contoso.com
contoso.com mail is handled by 10 mail.contoso.com.
$ host mail.contoso.com 192.0.2.53
mail.contoso.com is an alias for gw.contoso.com.
gw.contoso.com has address 203.0.113.5
gw.contoso.com has IPv6 address 2001:db8::25
$ host -t TXT contoso.com
contoso.com descriptive text "v=spf1 mx -all"
$ host -t TLSA _25._tcp.gw.contoso.com
_25._tcp.gw.contoso.com has TLSA record 3 1 1 ${HASH}
$ host -t AAAA contoso.com
contoso.com has no AAAA record
$ host mx9.contoso.com
Host mx9.contoso.com not found: 3(NXDOMAIN)`),
  ).toMatchObject([
    found('contoso.com', 'MX', '10 mail.contoso.com'),
    found('mail.contoso.com', 'CNAME', 'gw.contoso.com'),
    found('gw.contoso.com', 'A', '203.0.113.5'),
    found('gw.contoso.com', 'AAAA', '2001:db8::25'),
    found('contoso.com', 'TXT', 'v=spf1 mx -all'),
    found('_25._tcp.gw.contoso.com', 'TLSA', `3 1 1 ${HASH}`),
    absent('contoso.com', 'AAAA', 'NODATA'),
    absent('mx9.contoso.com', 'A', 'NXDOMAIN'),
  ]));

const WINDOWS = `C:\\Users\\admin>nslookup -type=mx contoso.com
Server:  dc01.corp.contoso.com
Address:  192.0.2.10

Non-authoritative answer:
contoso.com     MX preference = 10, mail exchanger = mail.contoso.com
contoso.com     MX preference = 20, mail exchanger = backup.contoso.com

mail.contoso.com        internet address = 203.0.113.5
mail.contoso.com        AAAA IPv6 address = 2001:db8::25
`;
const JAPANESE = WINDOWS.replace('Server:', 'サーバー:').replace('Non-authoritative answer:', '権限のない回答:');
const GERMAN = WINDOWS.replace('Non-authoritative answer:', 'Nicht autorisierende Antwort:');

test.each([WINDOWS, JAPANESE, GERMAN, WINDOWS.slice(WINDOWS.indexOf('Server'))])('nslookup of Windows %#', (text) => {
  expect(read(text)).toMatchObject([
    found('contoso.com', 'MX', '10 mail.contoso.com', '20 backup.contoso.com'),
    found('mail.contoso.com', 'A', '203.0.113.5'),
    found('mail.contoso.com', 'AAAA', '2001:db8::25'),
  ]);
});
test('every line of nslookup is understood', () => expect(understood(WINDOWS)).toEqual([1, 2, 3, 5, 6, 7, 9, 10]));

test.each([
  [
    'Server:  dc01.corp.contoso.com\nAddress:  192.0.2.10\n\nName:    mail.contoso.com\nAddresses:  2001:db8::25\n          203.0.113.5\n          203.0.113.6\nAliases:  www.contoso.com\n',
  ],
  [
    'サーバー:  UnKnown\nAddress:  192.0.2.10\n\n名前:    mail.contoso.com\nAddresses:  2001:db8::25\n          203.0.113.5\n          203.0.113.6\nAliases:  www.contoso.com\n',
  ],
  [
    'Server:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\nwww.contoso.com\tcanonical name = mail.contoso.com.\nName:\tmail.contoso.com\nAddress: 2001:db8::25\nName:\tmail.contoso.com\nAddress: 203.0.113.5\nName:\tmail.contoso.com\nAddress: 203.0.113.6\n',
  ],
])('addresses by nslookup %#', (text) => {
  expect(read(text)).toHaveLength(3);
  expect(read(text)).toEqual(
    expect.arrayContaining([
      expect.objectContaining(found('mail.contoso.com', 'AAAA', '2001:db8::25')),
      expect.objectContaining(found('mail.contoso.com', 'A', '203.0.113.5', '203.0.113.6')),
      expect.objectContaining(found('www.contoso.com', 'CNAME', 'mail.contoso.com')),
    ]),
  );
});

test('nslookup at its own prompt', () =>
  expect(
    read(`C:\\>nslookup
Default Server:  UnKnown
Address:  192.0.2.10

> set type=mx
> contoso.com
Server:  UnKnown
Address:  192.0.2.10

contoso.com     MX preference = 10, mail exchanger = mail.contoso.com
> set q=txt
> _mta-sts.contoso.com
Server:  UnKnown
Address:  192.0.2.10

Non-authoritative answer:
_mta-sts.contoso.com    text =

        "v=STSv1; "
        "id=20261101"
> _smtp._tls.contoso.com
*** UnKnown can't find _smtp._tls.contoso.com: Non-existent domain
> exit
`),
  ).toMatchObject([
    found('contoso.com', 'MX', '10 mail.contoso.com'),
    found('_mta-sts.contoso.com', 'TXT', 'v=STSv1; id=20261101'),
    absent('_smtp._tls.contoso.com', 'TXT', 'NXDOMAIN'),
  ]));

test('two TXT records', () =>
  expect(
    read(
      'C:\\>nslookup -q=txt contoso.com\nServer:  UnKnown\nAddress:  192.0.2.10\n\ncontoso.com     text =\n\n        "v=spf1 mx -all"\ncontoso.com     text =\n\n        "MS=ms12345678"\n',
    ),
  ).toMatchObject([found('contoso.com', 'TXT', 'v=spf1 mx -all', 'MS=ms12345678')]));

test.each([
  ["*** UnKnown can't find mx9.contoso.com: Non-existent domain", 'NXDOMAIN'],
  ["*** dc01.corp.contoso.com can't find mx9.contoso.com: Non-existent domain", 'NXDOMAIN'],
  ['*** UnKnown が mx9.contoso.com を見つけられません: Non-existent domain', 'NXDOMAIN'],
  ['*** mx9.contoso.com wurde von dc01.corp.contoso.com nicht gefunden: Non-existent domain.', 'NXDOMAIN'],
  ['*** UnKnown ne parvient pas à trouver mx9.contoso.com : Non-existent domain', 'NXDOMAIN'],
  ["** server can't find mx9.contoso.com: NXDOMAIN", 'NXDOMAIN'],
  ["** server can't find mx9.contoso.com: SERVFAIL", 'SERVFAIL'],
  ["*** UnKnown can't find mx9.contoso.com: Server failed", 'SERVFAIL'],
  ["*** UnKnown can't find mx9.contoso.com: Query refused", 'REFUSED'],
  ["*** Can't find mx9.contoso.com: No answer", 'NODATA'],
  ['*** No mail exchange (MX) records available for mx9.contoso.com', 'NODATA'],
])('%s', (text, failure) => {
  expect(read(text)).toMatchObject([{ ...absent('mx9.contoso.com', 'A', failure), at: { text, line: 1 } }]);
  expect(read(`> nslookup -type=mx mx9.contoso.com\n> Server:  UnKnown\n> Address:  192.0.2.10\n>\n> ${text}`)).toMatchObject([
    absent('mx9.contoso.com', 'MX', failure),
  ]);
});

test.each([
  ['DNS request timed out.\n    timeout was 2 seconds.\n*** Request to UnKnown timed-out', 'TIMEOUT'],
  ['DNS request timed out.\n    timeout was 2 seconds.\n*** UnKnown への要求がタイムアウトしました', 'TIMEOUT'],
  [';; connection timed out; no servers could be reached', 'TIMEOUT'],
  [
    'contoso.com\n        primary name server = ns1.contoso.com\n        responsible mail addr = hostmaster.contoso.com\n        serial  = 1',
    'NODATA',
  ],
])('nslookup: %#', (text, failure) =>
  expect(read(`C:\\>nslookup -type=mx contoso.com\nServer:  UnKnown\nAddress:  192.0.2.10\n\n${text}`)).toMatchObject([
    absent('contoso.com', 'MX', failure),
  ]),
);

test('a resolver that was late has answered', () =>
  expect(
    read(
      'C:\\>nslookup mail.contoso.com\nDNS request timed out.\n    timeout was 2 seconds.\nServer:  UnKnown\nAddress:  192.0.2.10\n\nName:    mail.contoso.com\nAddress:  203.0.113.5\n',
    ),
  ).toMatchObject([found('mail.contoso.com', 'A', '203.0.113.5')]));

test('a name without an address', () =>
  expect(read('C:\\>nslookup contoso.com\nServer:  UnKnown\nAddress:  192.0.2.10\n\nName:    contoso.com\n')).toMatchObject([
    absent('contoso.com', 'A', 'NODATA'),
  ]));

test('Resolve-DnsName as a table', () => {
  const text = `PS C:\\> Resolve-DnsName -Name contoso.com -Type MX -Server 192.0.2.53

Name                                     Type   TTL   Section    NameExchange                              Preference
----                                     ----   ---   -------    ------------                              ----------
contoso.com                              MX     3600  Answer     mail.contoso.com                          10

Name                                           Type   TTL   Section    IPAddress
----                                           ----   ---   -------    ---------
mail.contoso.com                               A      3600  Additional 203.0.113.5

PS C:\\> Resolve-DnsName _mta-sts.contoso.com TXT

Name                                     Type   TTL   Section    Strings
----                                     ----   ---   -------    -------
_mta-sts.contoso.com                     TXT    300   Answer     {v=STSv1; id=20261101}

PS C:\\> Resolve-DnsName example.com -Type MX

Name                        Type TTL   Section    PrimaryServer               NameAdministrator           SerialNumber
----                        ---- ---   -------    -------------               -----------------           ------------
example.com                 SOA  900   Authority  ns1.example.com             hostmaster.example.com      1
`;
  expect(read(text)).toMatchObject([
    found('contoso.com', 'MX', '10 mail.contoso.com'),
    found('mail.contoso.com', 'A', '203.0.113.5'),
    found('_mta-sts.contoso.com', 'TXT', 'v=STSv1; id=20261101'),
    absent('example.com', 'MX', 'NODATA'),
  ]);
  expect(understood(text)).toHaveLength(15);
});

test('Resolve-DnsName as a list', () =>
  expect(
    read(`Name         : contoso.com
QueryType    : MX
TTL          : 3600
Section      : Answer
NameExchange : mail.contoso.com
Preference   : 10


Name       : mail.contoso.com
QueryType  : A
TTL        : 3600
Section    : Additional
IP4Address : 203.0.113.5

Name     : contoso.com
Type     : TXT
TTL      : 3600
Section  : Answer
Strings  : {v=spf1 ip4:203.0.113.0/24
           include:spf.example.com -all}
`),
  ).toMatchObject([
    found('contoso.com', 'MX', '10 mail.contoso.com'),
    found('mail.contoso.com', 'A', '203.0.113.5'),
    { name: 'contoso.com', type: 'TXT' },
  ]));

test.each([
  ['DNS name does not exist', 'DNS_ERROR_RCODE_NAME_ERROR', 'NXDOMAIN'],
  ['DNS 名がありません。', 'DNS_ERROR_RCODE_NAME_ERROR', 'NXDOMAIN'],
  ['Le nom DNS n’existe pas', 'DNS_ERROR_RCODE_NAME_ERROR', 'NXDOMAIN'],
  ['DNS server failure', 'DNS_ERROR_RCODE_SERVER_FAILURE', 'SERVFAIL'],
  ['No records found for given DNS query', 'DNS_INFO_NO_RECORDS', 'NODATA'],
  ['This operation returned because the timeout period expired', 'ERROR_TIMEOUT', 'TIMEOUT'],
])('Resolve-DnsName: %s', (message, id, failure) => {
  const text = `Resolve-DnsName : mx9.contoso.com : ${message}
At line:1 char:1
+ Resolve-DnsName mx9.contoso.com -Type MX
+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    + CategoryInfo          : ResourceUnavailable: (mx9.contoso.com:String) [Resolve-DnsName], Win32Exception
    + FullyQualifiedErrorId : ${id},Microsoft.DnsClient.Commands.ResolveDnsName
`;
  expect(read(text)).toMatchObject([absent('mx9.contoso.com', 'MX', failure)]);
  expect(read(text.split('\n')[0] ?? '')).toMatchObject(message.startsWith('Le') ? [] : [absent('mx9.contoso.com', 'A', failure)]);
  expect(read(`PS C:\\> Resolve-DnsName mx9.contoso.com -Type MX\n${text}`)).toMatchObject([absent('mx9.contoso.com', 'MX', failure)]);
});

test('a helper about a TLSA record', () => {
  const text =
    "The DANE TLSA record for incoming mail (_25._tcp.mail.contoso.com) is not correct. It is '3 0 1 7eddxxxhash' but it should be '3 0 1 873fxxxhash'. Try again later.";
  expect(read(text)).toEqual([
    {
      kind: 'dns',
      name: '_25._tcp.mail.contoso.com',
      type: 'TLSA',
      values: [],
      at: { text: text.slice(0, text.indexOf(' Try')), line: 1 },
    },
  ]);
  expect(understood(text)).toEqual([1]);
  expect(read(text.replace('7eddxxxhash', HASH))).toMatchObject([found('_25._tcp.mail.contoso.com', 'TLSA', `3 0 1 ${HASH}`)]);
  expect(read('The DANE TLSA record for incoming mail (_25._tcp.mail.contoso.com) is not set.')).toMatchObject([
    absent('_25._tcp.mail.contoso.com', 'TLSA', 'NODATA'),
  ]);
});

test('placeholders are no names and no data', () => {
  expect(read("*** UnKnown can't find <mx>: Non-existent domain\n** server can't find xxxx.contoso.com: NXDOMAIN")).toEqual([]);
  expect(read('contoso.com mail is handled by 10 <your mx>.\nmail.contoso.com has address x.x.x.x\n')).toEqual([]);
});

test.each([
  ['The MX record for contoso.com points to mail.contoso.com and the A record to 203.0.113.5.'],
  ['We put mail.contoso.com in a datacenter, host mail.contoso.com has been moved.'],
  ['Publish a TLSA record at _25._tcp.mail.contoso.com before you enable DANE.'],
  ['Name: Jane\nAddress: 1 Main Street\nServer: mail.contoso.com'],
  ['Name: mail.contoso.com\nAddress: 192.0.2.5'],
  ['{"text": "v=spf1 mx -all", "name": "contoso.com"}'],
  ['Add TXT _mta-sts.contoso.com with "v=STSv1; id=1"'],
  ['dig deeper into mail.contoso.com please'],
  ['nslookup shows nothing for us'],
  ['** Please note: we can see that mail.contoso.com works **'],
])('no answer %#', (text) => expect(read(text)).toEqual([]));

test('a list of which only some properties were asked for', () => {
  const text = `PS C:\\> Resolve-DnsName contoso.com -Type TXT | fl Name,Strings

Name    : contoso.com
Strings : {v=spf1 include:spf.protection.outlook.com -all}

PS C:\\> Resolve-DnsName contoso.com -Type MX | fl Name,NameExchange,Preference

Name         : contoso.com
NameExchange : mail.contoso.com
Preference   : 10
`;
  expect(read(text)).toEqual([
    expect.objectContaining(found('contoso.com', 'TXT', 'v=spf1 include:spf.protection.outlook.com -all')),
    expect.objectContaining(found('contoso.com', 'MX', '10 mail.contoso.com')),
  ]);
});
