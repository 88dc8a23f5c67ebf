PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE article (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	headline TEXT, 
	url TEXT, 
	outlet TEXT, 
	agency TEXT, 
	authors TEXT, 
	published TEXT, 
	section TEXT, 
	dateline TEXT, 
	language TEXT NOT NULL, 
	incomplete BOOLEAN NOT NULL, 
	updated BOOLEAN NOT NULL, 
	revision INTEGER NOT NULL, 
	copies INTEGER NOT NULL, 
	given BLOB NOT NULL, 
	content BLOB NOT NULL, 
	body BLOB NOT NULL, 
	CONSTRAINT pk_article PRIMARY KEY (number), 
	CONSTRAINT uq_article_id UNIQUE (id)
);
INSERT INTO article VALUES(1,'mill','Old mill of Arnsby burns down','https://clarion.example/mill','The Arnsby Clarion',NULL,NULL,'2031-03-02',NULL,NULL,'en',0,1,2,0,X'12610c641f765ddd232de1ff',X'3d3bdb8a02a9fe5e005b3092',X'789c4d4d3d0b8330142cede68f2887b3084ea5a31d3a76a9d0399a1713aa79f0120dfefb8622b40feedd0df7713afceeb5f331e3f6a7cf199d25f0a431bb69021bb4e243bfa15fc49386e6e4c11ecfc56bb5d5b8b3c40dc6091937da481230a899608467442b44883912eaa2281f1cadf323065e727f4f086a255d95999dce66fa6e9254e87825b4e15d21594652012ae5b5a2e87613acd20891397fe7074273b936f507cd9640f5');
INSERT INTO article VALUES(2,'mill-again','Mill of Arnsby lost to fire',NULL,'Brask Evening Post',NULL,NULL,'2031-03-03',NULL,NULL,'en',0,0,1,0,X'01da3aba54edf8a557e7f3d3',X'427df14eb022265446442170',X'789c458e410ac2400c45c5654ff1712dbd43c1b51b7b8169277582d3894cd296dec1431b4530f00924ffe7e578f8d7ebd78fae8babc3c4951049adca4e119608922366ce1932a1ab45871d52705b4a0cfb19a1444c526dff4627be27a3aa1865f15811839a3cc1d6e274154b5ceebfdd40d0b0523c9fbed7a9a29795d0e9c3e71cdba6e91deede3272c6f6796026b20fbb4f4b55a7c3c47f1d3912b614cccd3329b8384ef1cc61a4f60d6e0c4b05');
INSERT INTO article VALUES(3,'barge','Barge sinks off Dolmen',NULL,'Brask Evening Post',NULL,NULL,'2031-03-05',NULL,NULL,'en',0,0,1,0,X'b82a94ddae883f432960a958',X'26c5b75ae716681104422319',X'789c458c4b0a82311083f5263980fc7710dcb8f702d376fa409d81ce94d213786debca40201f24399ffefa6c5f11a817c66c5e214dd81762276783666827293b1ac97373c64d5f6f16a8e031d812ad0377b7bde0f9eb671d1d930c9d2d0e4e080b84dcac3629084a7e81574654324719d4d3fe6ee9f8021ac23090');
CREATE TABLE person (
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	mark TEXT NOT NULL, 
	variants TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	quotations INTEGER NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (number)
);
INSERT INTO person VALUES(1,'Tove Ask','tove ask','t ask','{"Tove Ask":3}','["miller"]',2);
CREATE TABLE decided_name (
	"key" TEXT NOT NULL, 
	person_key TEXT NOT NULL, 
	CONSTRAINT pk_decided_name PRIMARY KEY ("key")
);
CREATE TABLE change (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL
);
INSERT INTO change VALUES(1,'mill');
INSERT INTO change VALUES(2,'mill-again');
INSERT INTO change VALUES(3,'barge');
INSERT INTO change VALUES(4,'mill');
CREATE TABLE conversation (
	chat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	context TEXT NOT NULL, 
	expires FLOAT NOT NULL, 
	CONSTRAINT pk_conversation PRIMARY KEY (chat, person)
);
CREATE TABLE turn (
	"key" TEXT NOT NULL, 
	chat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	question TEXT NOT NULL, 
	about TEXT, 
	back TEXT, 
	answer TEXT NOT NULL, 
	expires FLOAT NOT NULL, 
	CONSTRAINT pk_turn PRIMARY KEY ("key")
);
CREATE TABLE sent_message (
	chat TEXT NOT NULL, 
	message TEXT NOT NULL, 
	turn TEXT NOT NULL, 
	expires FLOAT NOT NULL, 
	CONSTRAINT pk_sent_message PRIMARY KEY (chat, message)
);
CREATE TABLE preference (
	chat TEXT NOT NULL, 
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_preference PRIMARY KEY (chat, name)
);
CREATE TABLE vote (
	number INTEGER NOT NULL, 
	chat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	message TEXT NOT NULL, 
	question TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	value SMALLINT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_vote PRIMARY KEY (number), 
	CONSTRAINT uq_vote_chat UNIQUE (chat, person, message)
);
CREATE TABLE feed (
	url TEXT NOT NULL, 
	state TEXT NOT NULL, 
	due FLOAT NOT NULL, 
	CONSTRAINT pk_feed PRIMARY KEY (url)
);
CREATE TABLE story (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	central INTEGER, 
	articles INTEGER NOT NULL, 
	first INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_story PRIMARY KEY (number), 
	CONSTRAINT uq_story_id UNIQUE (id)
);
INSERT INTO story VALUES(1,'s_rnsh5xfop6',2,2,741503,741504);
INSERT INTO story VALUES(2,'s_bkykpdkoye',3,1,741506,741506);
CREATE TABLE story_term (
	term TEXT NOT NULL, 
	day INTEGER NOT NULL, 
	article INTEGER NOT NULL, 
	weight FLOAT NOT NULL, 
	CONSTRAINT pk_story_term PRIMARY KEY (term, day, article)
)
 WITHOUT ROWID

;
INSERT INTO story_term VALUES('1791',741503,1,0.081399862348633153508);
INSERT INTO story_term VALUES('arnsbi',741503,1,0.45535739115839196644);
INSERT INTO story_term VALUES('arnsbi',741504,2,0.41729380459006232273);
INSERT INTO story_term VALUES('ask',741503,1,0.21698023671031960168);
INSERT INTO story_term VALUES('ask',741504,2,0.1988427337642718895);
INSERT INTO story_term VALUES('away',741503,1,0.15218485853706228971);
INSERT INTO story_term VALUES('barg',741506,3,0.31411949208327616389);
INSERT INTO story_term VALUES('boat',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('burn',741503,1,0.31937701427509684881);
INSERT INTO story_term VALUES('came',741503,1,0.15218485853706228971);
INSERT INTO story_term VALUES('coast',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('come',741504,2,0.14180957076970596153);
INSERT INTO story_term VALUES('council',741504,2,0.14180957076970596153);
INSERT INTO story_term VALUES('crate',741506,3,0.25342962835563187518);
INSERT INTO story_term VALUES('crew',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('decid',741504,2,0.14180957076970596153);
INSERT INTO story_term VALUES('destroy',741504,2,0.24010447492514369605);
INSERT INTO story_term VALUES('dolmen',741506,3,0.47117923812491430135);
INSERT INTO story_term VALUES('fire',741504,2,0.29760330786805488934);
INSERT INTO story_term VALUES('firefight',741503,1,0.14465349114021303078);
INSERT INTO story_term VALUES('firefight',741504,2,0.22444667603187254401);
INSERT INTO story_term VALUES('fish',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('forti',741503,1,0.14465349114021303078);
INSERT INTO story_term VALUES('forti',741504,2,0.22444667603187254401);
INSERT INTO story_term VALUES('four',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('guard',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('lost',741504,2,0.14180957076970596153);
INSERT INTO story_term VALUES('meet',741504,2,0.14180957076970596153);
INSERT INTO story_term VALUES('mill',741503,1,0.34518581022419647652);
INSERT INTO story_term VALUES('mill',741504,2,0.27819586972670823366);
INSERT INTO story_term VALUES('miller',741503,1,0.14465349114021303078);
INSERT INTO story_term VALUES('nineti',741506,3,0.25342962835563187518);
INSERT INTO story_term VALUES('noth',741503,1,0.14465349114021303078);
INSERT INTO story_term VALUES('noth',741504,2,0.132561822509514593);
INSERT INTO story_term VALUES('off',741506,3,0.31411949208327616389);
INSERT INTO story_term VALUES('old',741503,1,0.3035715941055946998);
INSERT INTO story_term VALUES('old',741504,2,0.22444667603187254401);
INSERT INTO story_term VALUES('orang',741506,3,0.25342962835563187518);
INSERT INTO story_term VALUES('place',741504,2,0.14180957076970596153);
INSERT INTO story_term VALUES('rescu',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('sank',741506,3,0.25342962835563187518);
INSERT INTO story_term VALUES('save',741503,1,0.14465349114021303078);
INSERT INTO story_term VALUES('save',741504,2,0.132561822509514593);
INSERT INTO story_term VALUES('sinc',741503,1,0.15218485853706228971);
INSERT INTO story_term VALUES('sink',741506,3,0.14967962104264287415);
INSERT INTO story_term VALUES('stood',741503,1,0.15218485853706228971);
INSERT INTO story_term VALUES('stop',741504,2,0.24010447492514369605);
INSERT INTO story_term VALUES('sunday',741503,1,0.3673794760233071166);
INSERT INTO story_term VALUES('sunday',741504,2,0.33667001404780877438);
INSERT INTO story_term VALUES('three',741503,1,0.15218485853706228971);
INSERT INTO story_term VALUES('thursday',741504,2,0.21271435615455891454);
INSERT INTO story_term VALUES('tove',741503,1,0.21698023671031960168);
INSERT INTO story_term VALUES('tove',741504,2,0.1988427337642718895);
INSERT INTO story_term VALUES('town',741503,1,0.15218485853706228971);
INSERT INTO story_term VALUES('tuesday',741506,3,0.38014444253344781277);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO meta VALUES('followed by bot 7','4');
CREATE TABLE address (
	url TEXT NOT NULL, 
	article INTEGER NOT NULL, 
	CONSTRAINT pk_address PRIMARY KEY (url), 
	CONSTRAINT fk_address_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO address VALUES('clarion.example/mill',1);
CREATE TABLE source (
	number INTEGER NOT NULL, 
	article INTEGER NOT NULL, 
	outlet TEXT, 
	url TEXT, 
	published TEXT, 
	CONSTRAINT pk_source PRIMARY KEY (number), 
	CONSTRAINT fk_source_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE
);
CREATE TABLE alias (
	id TEXT NOT NULL, 
	article INTEGER NOT NULL, 
	given BLOB NOT NULL, 
	CONSTRAINT pk_alias PRIMARY KEY (id), 
	CONSTRAINT fk_alias_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE revision (
	article INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	headline TEXT, 
	published TEXT, 
	replaced TEXT NOT NULL, 
	body BLOB NOT NULL, 
	CONSTRAINT pk_revision PRIMARY KEY (article, revision), 
	CONSTRAINT fk_revision_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE
);
INSERT INTO revision VALUES(1,1,'Old mill of Arnsby burns down','2031-03-02','2026-11-26T10:32:17+00:00',X'789c4d4d3d0bc2301414ddfa23e4e85c8a4ee2580747170bce69f3d204db3c78491bfaef0d52d007f7ee86fb38ec7ef7da789f71fbd3c78cd61278d498dc38820d1af1a15bd1cde2494373f2608fe7ecb55a6bdc59e20ae3848c1b6c2409e8d54430c213a21522c41c097551940f8ed6f9013dcfb9bf2304b590aecacc4e67337d37492ab4bc109af0ae902c23a90095f25a51b49b09566984c89cbff33de17cb99eea0fcd9440f4');
CREATE TABLE person_word (
	word TEXT NOT NULL, 
	person INTEGER NOT NULL, 
	CONSTRAINT pk_person_word PRIMARY KEY (word, person), 
	CONSTRAINT fk_person_word_person FOREIGN KEY(person) REFERENCES person (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO person_word VALUES('ask',1);
INSERT INTO person_word VALUES('tove',1);
CREATE TABLE quotation (
	number INTEGER NOT NULL, 
	article INTEGER NOT NULL, 
	kind SMALLINT NOT NULL, 
	fragments TEXT NOT NULL, 
	text TEXT, 
	speaker_start INTEGER, 
	speaker_end INTEGER, 
	speaker_text TEXT, 
	name TEXT, 
	role TEXT, 
	cue_start INTEGER, 
	cue_end INTEGER, 
	cue_text TEXT, 
	confidence FLOAT NOT NULL, 
	person INTEGER, 
	via TEXT, 
	CONSTRAINT pk_quotation PRIMARY KEY (number), 
	CONSTRAINT fk_quotation_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE, 
	CONSTRAINT fk_quotation_person FOREIGN KEY(person) REFERENCES person (number) ON DELETE SET NULL
);
INSERT INTO quotation VALUES(2,2,0,'93 118',NULL,119,134,NULL,'Tove Ask','miller',135,139,NULL,0.9000000000000000222,1,NULL);
INSERT INTO quotation VALUES(3,3,2,'66 112',NULL,114,129,NULL,NULL,NULL,130,134,NULL,0.9000000000000000222,NULL,NULL);
INSERT INTO quotation VALUES(4,1,0,'89 114',NULL,120,140,NULL,'Tove Ask','miller',115,119,NULL,0.9000000000000000222,1,NULL);
CREATE TABLE band (
	value BIGINT NOT NULL, 
	article INTEGER NOT NULL, 
	CONSTRAINT pk_band PRIMARY KEY (value, article), 
	CONSTRAINT fk_band_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE story_article (
	article INTEGER NOT NULL, 
	story INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	centrality FLOAT NOT NULL, 
	terms TEXT NOT NULL, 
	CONSTRAINT pk_story_article PRIMARY KEY (article), 
	CONSTRAINT fk_story_article_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE, 
	CONSTRAINT fk_story_article_story FOREIGN KEY(story) REFERENCES story (number) ON DELETE CASCADE
);
INSERT INTO story_article VALUES(1,1,741503,0.64960726472548591114,'arnsbi sunday mill burn old tove ask came three town away stood sinc forti firefight noth save miller 1791');
INSERT INTO story_article VALUES(2,1,741504,1.296780795741138581,'arnsbi sunday fire mill destroy stop old forti firefight thursday tove ask lost council meet decid come place noth save');
INSERT INTO story_article VALUES(3,2,741506,0.0,'dolmen tuesday barg off nineti crate orang sank sink crew four rescu fish boat coast guard');
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES('0007');
CREATE TABLE inbox (
	number INTEGER NOT NULL, 
	bot TEXT NOT NULL, 
	update_id BIGINT NOT NULL, 
	lane TEXT NOT NULL, 
	content TEXT NOT NULL, 
	received FLOAT NOT NULL, 
	worker TEXT, 
	leased FLOAT, 
	attempts SMALLINT NOT NULL, 
	sends SMALLINT NOT NULL, 
	done FLOAT, 
	outcome TEXT, 
	CONSTRAINT pk_inbox PRIMARY KEY (number), 
	CONSTRAINT uq_inbox_bot UNIQUE (bot, update_id)
);
INSERT INTO inbox VALUES(1,'7',11,'100','{"update_id": 11}',1764150000.0,NULL,NULL,0,0,NULL,NULL);
CREATE TABLE lease (
	name TEXT NOT NULL, 
	worker TEXT NOT NULL, 
	until FLOAT NOT NULL, 
	CONSTRAINT pk_lease PRIMARY KEY (name)
);
CREATE TABLE follow (
	number INTEGER NOT NULL, 
	bot TEXT NOT NULL, 
	chat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	label TEXT NOT NULL, 
	excluded TEXT NOT NULL, 
	language TEXT NOT NULL, 
	hour SMALLINT, 
	zone TEXT NOT NULL, 
	most SMALLINT NOT NULL, 
	made FLOAT NOT NULL, 
	paused TEXT, 
	CONSTRAINT pk_follow PRIMARY KEY (number), 
	CONSTRAINT uq_follow_bot UNIQUE (bot, chat, kind, subject)
);
INSERT INTO follow VALUES(1,'7','100','100','words','Arnsby','Arnsby','','en',NULL,'UTC',10,1795695835.7194111346,NULL);
CREATE TABLE outbox (
	number INTEGER NOT NULL, 
	bot TEXT NOT NULL, 
	chat TEXT NOT NULL, 
	follow BIGINT NOT NULL, 
	article TEXT NOT NULL, 
	due FLOAT NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT, 
	at FLOAT NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (number), 
	CONSTRAINT uq_outbox_follow UNIQUE (follow, article)
);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('change',4);
CREATE INDEX ix_article_language ON article (language);
CREATE INDEX ix_article_published ON article (published, number);
CREATE INDEX ix_article_content ON article (content);
CREATE INDEX ix_person_mark ON person (mark);
CREATE INDEX ix_person_quotations ON person (quotations);
CREATE INDEX ix_person_key ON person ("key");
CREATE INDEX ix_conversation_expires ON conversation (expires);
CREATE INDEX ix_turn_expires ON turn (expires);
CREATE INDEX ix_sent_message_expires ON sent_message (expires);
CREATE INDEX ix_feed_due ON feed (due);
CREATE INDEX ix_story_last ON story (last, number);
CREATE INDEX ix_address_article ON address (article);
CREATE INDEX ix_source_article ON source (article);
CREATE INDEX ix_alias_article ON alias (article);
CREATE INDEX ix_person_word_person ON person_word (person);
CREATE INDEX ix_quotation_person ON quotation (person);
CREATE INDEX ix_quotation_article ON quotation (article);
CREATE INDEX ix_band_article ON band (article);
CREATE INDEX ix_story_article_story ON story_article (story);
CREATE INDEX ix_inbox_open ON inbox (bot, lane, update_id) WHERE done IS NULL;
CREATE INDEX ix_inbox_done ON inbox (done);
CREATE INDEX ix_outbox_state ON outbox (bot, state, due);
COMMIT;
