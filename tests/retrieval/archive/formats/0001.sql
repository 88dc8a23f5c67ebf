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
INSERT INTO article VALUES(1,'mill','Old mill of Arnsby burns down','https://clarion.example/mill','The Arnsby Clarion',NULL,NULL,'2031-03-02',NULL,NULL,'en',0,1,2,0,X'12610c641f765ddd232de1ff',X'3d3bdb8a02a9fe5e005b3092',X'78014d8e310bc230108545b7fe08793897422771ac83a38b05e7b4b934c1360749dad07fef5904bde1de37bcbbf70ebbdf3cbfb817bdfef151b8b5041e3526378e608326f8d8ade8e6e0494373f6608fc7ecb55a2bdc38a415c605326eb0894244af2682093c21d940842427b12a8ad39d93757e40cfb3fcef08512da4cb93a8d362a62d934289961742135f25b2656415a1b2a415c5a7dc56cc2a8d9898653bdf13eaf3a5aedecd9640f5');
INSERT INTO article VALUES(2,'mill-again','Mill of Arnsby lost to fire',NULL,'Brask Evening Post',NULL,NULL,'2031-03-03',NULL,NULL,'en',0,0,1,0,X'01da3aba54edf8a557e7f3d3',X'427df14eb022265446442170',X'7801458e410ac2400c45c5654ff1712dbd43c1b51b7b8169277582d3894cd296dec1431b4530101292fcff723cfce3f56b8f5e2f9e1d26ae84486a55768ab044901c3173ce90095d2d3aec9082db5262d8cf082562926afb573af13d1955c5288bcb8a18d4e409b616a7ab58e272ffed06828695e2f9f475a78a5e5642a70f9f736c9ba677b8fb949133b6cf0333917dd87d5aaa3a1d26feebc891b0a5607e3c93828be314cf1c466adf6e0c4b05');
INSERT INTO article VALUES(3,'barge','Barge sinks off Dolmen',NULL,'Brask Evening Post',NULL,NULL,'2031-03-05',NULL,NULL,'en',0,0,1,0,X'b82a94ddae883f432960a958',X'26c5b75ae716681104422319',X'7801458ccd0d82310c4361130f80be1d90b8706781b44d7f04245293aaea04ac4d39e1d3b3f4ecf3e99fcfc62b02f5c298cd2ba409fb42ece46cd00ced2465a3913c77cfb8e9ebcd02153c065ba275e0eeb6173c7f7ed6d131c9d0d9e2e084b040c8cd6a9382a0e417786544257394413dedef968e2f1ac23090');
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
INSERT INTO revision VALUES(1,1,'Old mill of Arnsby burns down','2031-03-02','2026-11-26T10:30:49+00:00',X'78014d8eb10ec2300c44116cfd0874ea5c553021c63230b25089396d9c26a28d25276dd4bf272024f0e07bc3d977bbcd6f1e5fdc66bdfcf13e736b093c6a4c6e1cc1068df8d0ade866f1a4a13979b0c77df65aad35ae2c71857142c60d369204f46a2218e109d10a11623e09755194378ed6f9013dcff97f47086a215d95599dce66fa64925468792134e15921594652012ae5b4a27897fb14b34a2344e6bc9def09c7d3f950bf00cd9440f4');
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
	CONSTRAINT pk_quotation PRIMARY KEY (number), 
	CONSTRAINT fk_quotation_article FOREIGN KEY(article) REFERENCES article (number) ON DELETE CASCADE, 
	CONSTRAINT fk_quotation_person FOREIGN KEY(person) REFERENCES person (number) ON DELETE SET NULL
);
INSERT INTO quotation VALUES(2,2,0,'93 118',NULL,119,134,NULL,'Tove Ask','miller',135,139,NULL,0.9000000000000000222,1);
INSERT INTO quotation VALUES(3,3,2,'66 112',NULL,114,129,NULL,NULL,NULL,130,134,NULL,0.9000000000000000222,NULL);
INSERT INTO quotation VALUES(4,1,0,'89 114',NULL,120,140,NULL,'Tove Ask','miller',115,119,NULL,0.9000000000000000222,1);
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
INSERT INTO alembic_version VALUES('0001');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('change',4);
CREATE INDEX ix_article_published ON article (published, number);
CREATE INDEX ix_article_content ON article (content);
CREATE INDEX ix_article_language ON article (language);
CREATE INDEX ix_person_quotations ON person (quotations);
CREATE INDEX ix_person_key ON person ("key");
CREATE INDEX ix_person_mark ON person (mark);
CREATE INDEX ix_conversation_expires ON conversation (expires);
CREATE INDEX ix_feed_due ON feed (due);
CREATE INDEX ix_story_last ON story (last, number);
CREATE INDEX ix_address_article ON address (article);
CREATE INDEX ix_source_article ON source (article);
CREATE INDEX ix_alias_article ON alias (article);
CREATE INDEX ix_person_word_person ON person_word (person);
CREATE INDEX ix_quotation_article ON quotation (article);
CREATE INDEX ix_quotation_person ON quotation (person);
CREATE INDEX ix_band_article ON band (article);
CREATE INDEX ix_story_article_story ON story_article (story);
COMMIT;
