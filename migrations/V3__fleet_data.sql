-- A fleet to look at: 500 companies, 2,000 vessels, 20,000 voyages and 100,000 position reports, as they stood at
-- the first midnight of 2026. The same rows come out wherever this runs: chance is taken from md5, times are fixed
-- and in UTC. The names are invented.

create function pg_temp.roll(what text, sides integer) returns integer
  language sql immutable
as $$ select ('x' || substr(md5(what), 1, 7))::bit(28)::integer % sides $$;

create function pg_temp.bearing(from_lat float8, from_lon float8, to_lat float8, to_lon float8) returns float8
  language sql immutable
as $$
  select degrees(atan2(
    sin(radians(to_lon - from_lon)) * cos(radians(to_lat)),
    cos(radians(from_lat)) * sin(radians(to_lat))
      - sin(radians(from_lat)) * cos(radians(to_lat)) * cos(radians(to_lon - from_lon))))
$$;


-- Sea lanes: points at sea, and which of them a ship can reach from which without meeting land. A port lies at one.

create temporary table sea_point (
  code text primary key, area text not null, latitude float8 not null, longitude float8 not null, ports text[] not null
);
insert into sea_point values
  ('NSEA', 'North Europe', 53.5, 3.5,
    '{NLRTM, NLAMS, BEANR, BEZEE, DEHAM, DEBRV, DEWVN, GBFXT, GBLGP, GBIMM, DKEBJ, FRDKK}'),
  ('NSEN', 'North Europe', 57.5, 2.0, '{GBABD, NOBGO, NOSVG}'),
  ('SKAG', '', 57.6, 8.0, '{}'),
  ('SKAW', 'North Europe', 57.9, 10.8, '{NOOSL, SEGOT, DKAAR}'),
  ('BELT', '', 55.5, 10.95, '{}'),
  ('FEHM', '', 54.5, 11.5, '{}'),
  ('BALT', 'North Europe', 55.0, 14.0, '{DKCPH, DERSK, SESTO, FIHEL, EETLL, LVRIX, LTKLJ, PLGDN, PLGDY, RULED}'),
  ('DOVR', '', 51.0, 1.45, '{}'),
  ('CHAN', 'North Europe', 49.0, -5.9, '{GBSOU, FRLEH}'),
  ('IRIS', 'North Europe', 53.6, -5.0, '{GBLIV, IEDUB}'),
  ('BISC', 'North Europe', 44.2, -8.2, '{ESBIO}'),
  ('FINI', 'North Europe', 43.3, -10.0, '{PTLEI}'),
  ('STVI', 'North Europe', 36.8, -9.6, '{PTLIS, PTSIE}'),
  ('PENT', '', 58.8, -3.0, '{}'),
  ('ICEL', 'North Europe', 63.4, -22.8, '{ISREY}'),
  ('GIBW', 'Mediterranean', 35.8, -7.0, '{MACAS}'),
  ('GIBR', 'Mediterranean', 35.95, -5.6, '{ESALG, MAPTM}'),
  ('ALBO', '', 36.3, -2.0, '{}'),
  ('WMED', 'Mediterranean', 38.6, 0.6, '{ESVLC, ESBCN, FRMRS, FRFOS}'),
  ('ALGE', 'Mediterranean', 37.4, 4.0, '{DZALG}'),
  ('SARD', '', 39.5, 7.5, '{}'),
  ('LIGU', 'Mediterranean', 43.6, 8.6, '{ITGOA, ITSPE}'),
  ('SICI', '', 37.4, 11.0, '{}'),
  ('TYRR', 'Mediterranean', 39.5, 12.5, '{ITNAP}'),
  ('IONI', 'Mediterranean', 36.3, 15.4, '{ITGIT, MTMAR, LYTIP}'),
  ('OTRA', '', 40.1, 18.9, '{}'),
  ('ADRI', 'Mediterranean', 44.6, 13.2, '{ITTRS, SIKOP}'),
  ('KYTH', '', 36.0, 22.8, '{}'),
  ('AEGS', 'Mediterranean', 37.3, 24.0, '{GRPIR}'),
  ('AEGE', 'Mediterranean', 39.0, 24.8, '{GRSKG, TRIZM}'),
  ('DARD', '', 40.0, 26.0, '{}'),
  ('MARM', '', 40.7, 28.0, '{}'),
  ('BOSP', '', 41.25, 29.15, '{}'),
  ('BLAC', 'Mediterranean', 43.0, 32.0, '{ROCND, BGVAR, UAODS, RUNVS, GEPTI}'),
  ('CRET', '', 34.4, 23.4, '{}'),
  ('LEVA', 'Mediterranean', 33.0, 31.0, '{CYLMS, EGALY}'),
  ('LEVE', 'Mediterranean', 34.4, 34.6, '{TRMER, LBBEY, ILHFA}'),
  ('PSAI', 'Mediterranean', 31.7, 32.4, '{EGPSD}'),
  ('SUEZ', '', 29.6, 32.55, '{}'),
  ('GUBA', '', 27.5, 34.1, '{}'),
  ('REDS', 'Gulf', 21.0, 38.0, '{SAJED}'),
  ('REDM', '', 16.0, 41.0, '{}'),
  ('BABM', '', 12.5, 43.4, '{}'),
  ('GADE', 'East Africa', 12.2, 46.0, '{DJJIB, YEADE}'),
  ('ADEN', 'Gulf', 13.5, 51.3, '{OMSLL}'),
  ('MASI', '', 18.0, 58.5, '{}'),
  ('RASA', '', 22.5, 60.2, '{}'),
  ('OMAN', 'Gulf', 25.3, 57.2, '{AEFJR, AEKLF}'),
  ('HORM', 'Gulf', 26.5, 56.6, '{IRBND}'),
  ('GULF', 'Gulf', 26.3, 53.0, '{AEJEA, SADMM, KWSAA, IQUQR}'),
  ('ARAB', 'South Asia', 20.0, 67.2, '{PKKHI, INMUN, INNSA}'),
  ('LACC', 'South Asia', 7.5, 75.5, '{INCOK, LKCMB, MVMLE}'),
  ('DOND', '', 5.5, 81.3, '{}'),
  ('BENG', 'South Asia', 14.0, 88.0, '{INMAA, INVTZ, BDCGP, MMRGN}'),
  ('MALN', '', 6.3, 95.2, '{}'),
  ('MALM', 'South-East Asia', 5.8, 97.8, '{IDBLW}'),
  ('MALA', 'South-East Asia', 3.0, 100.9, '{MYPKG}'),
  ('MALS', '', 1.9, 102.2, '{}'),
  ('SING', 'South-East Asia', 1.2, 103.9, '{SGSIN, MYTPP}'),
  ('SEAS', '', 1.35, 104.6, '{}'),
  ('THAI', 'South-East Asia', 8.0, 104.0, '{THLCH, THBKK}'),
  ('JAVA', 'South-East Asia', -5.2, 108.5, '{IDJKT, IDSUB, IDMAK}'),
  ('SUND', '', -6.4, 104.8, '{}'),
  ('BALI', '', -6.8, 115.8, '{}'),
  ('LOMB', '', -9.2, 115.7, '{}'),
  ('MAKA', '', -1.0, 118.3, '{}'),
  ('CELE', '', 2.5, 120.5, '{}'),
  ('SARA', '', 4.9, 126.0, '{}'),
  ('PHSE', '', 8.0, 127.5, '{}'),
  ('SCHS', 'South-East Asia', 8.5, 109.0, '{VNSGN, BNMUA}'),
  ('VIET', 'South-East Asia', 13.5, 110.5, '{VNDAD}'),
  ('HAIN', 'South-East Asia', 17.8, 108.0, '{VNHPH}'),
  ('LUZO', 'South-East Asia', 14.3, 119.5, '{PHMNL}'),
  ('LUZN', '', 20.5, 121.2, '{}'),
  ('HONG', 'China', 21.7, 114.4, '{CNSHK, CNYTN, HKHKG}'),
  ('TAIW', 'China', 24.0, 119.0, '{CNXMN, CNFOC, TWKHH, TWTXG}'),
  ('TAIE', '', 22.5, 123.0, '{}'),
  ('ECHS', 'China', 30.0, 123.2, '{CNSHA, CNNGB, TWKEL}'),
  ('YELS', 'China', 34.0, 123.0, '{CNTAO, CNLYG}'),
  ('YELL', 'Japan and Korea', 37.7, 123.2, '{KRINC}'),
  ('BOHA', 'China', 38.35, 120.9, '{CNTXG, CNDLC}'),
  ('JEJU', '', 32.7, 126.0, '{}'),
  ('KORE', 'Japan and Korea', 34.2, 128.6, '{KRPUS, KRKAN, JPHKT}'),
  ('SJAP', 'Japan and Korea', 38.5, 132.5, '{RUVVO}'),
  ('TSUG', '', 41.3, 140.2, '{}'),
  ('TSUE', 'Japan and Korea', 41.6, 142.0, '{JPTMK}'),
  ('OSUM', '', 30.5, 130.8, '{}'),
  ('KIIW', 'Japan and Korea', 33.4, 134.9, '{JPOSA}'),
  ('SHIO', 'Japan and Korea', 33.3, 136.3, '{JPNGO}'),
  ('SAGA', 'Japan and Korea', 34.7, 139.5, '{JPTYO, JPYOK}'),
  ('JAPE', '', 35.0, 141.2, '{}'),
  ('WAUS', 'Australia', -19.5, 117.5, '{AUPHE}'),
  ('NWCA', '', -21.5, 113.5, '{}'),
  ('SWAU', 'Australia', -32.0, 114.8, '{AUFRE}'),
  ('LEEU', '', -35.2, 115.0, '{}'),
  ('SPEN', 'Australia', -36.2, 136.0, '{AUADL}'),
  ('PORT', '', -38.9, 140.5, '{}'),
  ('OTWA', '', -39.2, 143.5, '{}'),
  ('BASS', 'Australia', -39.0, 145.0, '{AUMEL}'),
  ('PROM', '', -39.4, 146.5, '{}'),
  ('GABO', '', -37.8, 150.5, '{}'),
  ('SYDN', 'Australia', -34.0, 151.9, '{AUSYD}'),
  ('BRIS', 'Australia', -27.0, 154.0, '{AUBNE}'),
  ('GLAD', 'Australia', -23.6, 152.3, '{AUGLT}'),
  ('NZNO', '', -34.1, 173.0, '{}'),
  ('NZEA', 'Australia', -36.0, 175.7, '{NZAKL, NZTRG}'),
  ('FIJI', 'Australia', -18.6, 178.2, '{FJSUV}'),
  ('NOUM', 'Australia', -22.8, 166.6, '{NCNOU}'),
  ('JOMA', '', -11.3, 152.2, '{}'),
  ('STGE', '', -4.9, 152.6, '{}'),
  ('PNGO', '', -1.0, 150.5, '{}'),
  ('CAPE', 'West Africa', -34.6, 17.8, '{ZACPT}'),
  ('AGUL', '', -35.6, 20.0, '{}'),
  ('PELI', '', -34.6, 26.5, '{}'),
  ('SEAF', 'East Africa', -30.8, 31.9, '{ZADUR, ZARCB, MZMPM}'),
  ('MOZS', '', -24.5, 37.0, '{}'),
  ('MOZC', '', -16.5, 41.8, '{}'),
  ('MOZN', '', -10.5, 41.3, '{}'),
  ('TANZ', 'East Africa', -5.5, 40.3, '{TZDAR, KEMBA}'),
  ('SOMA', '', 1.5, 47.5, '{}'),
  ('HAFU', '', 11.2, 52.2, '{}'),
  ('MADN', '', -11.5, 50.0, '{}'),
  ('MADE', 'East Africa', -15.0, 51.0, '{MGTMM}'),
  ('MADS', '', -27.0, 46.0, '{}'),
  ('MASC', 'East Africa', -19.8, 57.2, '{MUPLU}'),
  ('NAMI', 'West Africa', -23.0, 13.8, '{NAWVB}'),
  ('ANGS', '', -16.5, 11.0, '{}'),
  ('ANGO', 'West Africa', -6.5, 11.0, '{CGPNR, AOLAD}'),
  ('GUIE', 'West Africa', 3.2, 7.0, '{CMDLA}'),
  ('GUIN', 'West Africa', 3.8, 1.0, '{GHTEM, TGLFW, NGAPP}'),
  ('PALM', 'West Africa', 4.2, -7.6, '{CIABJ}'),
  ('LIBE', '', 7.5, -13.8, '{}'),
  ('DAKA', 'West Africa', 14.8, -18.0, '{SNDKR}'),
  ('CBLA', '', 21.0, -18.0, '{}'),
  ('CANA', 'West Africa', 28.6, -15.0, '{ESLPA}'),
  ('RACE', '', 45.5, -52.0, '{}'),
  ('QBEC', 'North America East', 46.9, -71.0, '{CAMTR}'),
  ('LAWR', '', 48.6, -68.8, '{}'),
  ('GASP', '', 49.3, -65.0, '{}'),
  ('CABO', '', 47.4, -60.0, '{}'),
  ('SCAT', '', 45.6, -59.3, '{}'),
  ('SABL', 'North America East', 44.2, -63.0, '{CAHAL}'),
  ('NANT', 'North America East', 41.0, -69.2, '{USBOS}'),
  ('USEC', 'North America East', 40.0, -72.8, '{USNYC}'),
  ('HATT', 'North America East', 35.0, -74.9, '{USBAL, USORF}'),
  ('FLOE', 'North America East', 27.0, -79.6, '{USCHS, USSAV, USMIA, BSFPO}'),
  ('FLOK', '', 24.4, -80.6, '{}'),
  ('FLOS', '', 24.2, -82.0, '{}'),
  ('YUCA', '', 21.8, -85.6, '{}'),
  ('GOMX', 'Caribbean', 27.0, -90.5, '{USMOB, USMSY, USHOU, MXVER}'),
  ('JAMA', 'Caribbean', 17.4, -75.4, '{JMKIN, COCTG}'),
  ('WIND', '', 20.0, -73.9, '{}'),
  ('SARG', '', 24.5, -72.5, '{}'),
  ('MONA', 'Caribbean', 17.7, -68.2, '{DOCAU}'),
  ('MONN', 'Caribbean', 18.9, -67.6, '{PRSJU}'),
  ('ARUB', '', 13.2, -71.0, '{}'),
  ('TRIN', 'Caribbean', 11.3, -62.0, '{TTPOS}'),
  ('ANTI', '', 11.4, -60.0, '{}'),
  ('PAON', 'Caribbean', 9.6, -79.9, '{PAONX, CRLIO}'),
  ('PBAL', 'America West', 7.2, -79.9, '{PABLB, COBUN}'),
  ('CAMW', 'America West', 12.8, -91.5, '{GTPRQ}'),
  ('MXPA', 'America West', 18.6, -104.9, '{MXZLO}'),
  ('BAJA', '', 22.8, -111.0, '{}'),
  ('CALI', 'America West', 34.0, -120.8, '{USLAX, USLGB}'),
  ('CALF', 'America West', 37.7, -123.1, '{USOAK}'),
  ('PNWE', '', 48.5, -125.3, '{}'),
  ('JUAN', 'America West', 48.25, -123.3, '{USSEA, CAVAN}'),
  ('QCHA', 'America West', 51.5, -129.8, '{CAPRR}'),
  ('HAWA', 'America West', 20.9, -157.9, '{USHNL}'),
  ('ECUA', 'America West', -2.5, -81.4, '{ECGYE}'),
  ('PERU', '', -5.5, -82.0, '{}'),
  ('CALL', 'America West', -12.3, -77.8, '{PECLL}'),
  ('ANTO', 'America West', -23.5, -71.2, '{CLANF}'),
  ('VALP', 'America West', -33.3, -72.2, '{CLSAI}'),
  ('PATA', '', -48.0, -77.0, '{}'),
  ('HORN', '', -57.0, -68.0, '{}'),
  ('FALK', '', -50.0, -60.0, '{}'),
  ('AMAZ', '', 4.5, -48.0, '{}'),
  ('BRNE', 'South America East', -4.3, -35.0, '{BRPEC}'),
  ('RECI', 'South America East', -8.5, -34.3, '{BRSUA, BRSSA}'),
  ('VITO', 'South America East', -21.5, -39.5, '{BRVIX}'),
  ('CAFR', 'South America East', -23.6, -41.8, '{BRRIO}'),
  ('SANT', 'South America East', -25.0, -46.0, '{BRSSZ, BRPNG}'),
  ('PLAT', 'South America East', -36.0, -54.5, '{UYMVD, ARBUE}');

create temporary table sea_lane (a text not null, b text not null, miles float8 not null);
insert into sea_lane
select x.code, y.code, nautical_miles(x.latitude, x.longitude, y.latitude, y.longitude)
from unnest(array[ -- each chain can be sailed both ways
    'NSEA NSEN SKAG SKAW BELT FEHM BALT', 'NSEA SKAG', 'NSEA DOVR CHAN IRIS', 'CHAN BISC FINI STVI GIBW GIBR ALBO WMED',
    'CHAN FINI', 'NSEN PENT ICEL CHAN', 'PENT SKAG', 'ALBO ALGE SICI IONI OTRA ADRI', 'ALGE SARD LIGU', 'WMED SARD',
    'SICI TYRR', 'IONI KYTH AEGS AEGE DARD MARM BOSP BLAC', 'OTRA KYTH CRET', 'IONI CRET LEVA LEVE', 'AEGS LEVA',
    'LEVA PSAI SUEZ GUBA REDS REDM BABM GADE ADEN MASI RASA OMAN HORM GULF', 'LEVE PSAI', 'RASA ARAB LACC DOND BENG',
    'ADEN LACC', 'RASA LACC', 'DOND MALN MALM MALA MALS SING SEAS SCHS VIET HONG TAIW ECHS', 'BENG MALN',
    'SEAS THAI SCHS LUZO HONG', 'SEAS JAVA SUND WAUS', 'SUND SWAU', 'JAVA BALI LOMB WAUS NWCA SWAU LEEU SPEN PORT OTWA',
    'BALI MAKA CELE SARA PHSE TAIE ECHS', 'VIET HAIN', 'SUND DOND', 'LUZO TAIW', 'LUZO LUZN HONG', 'LUZN TAIE OSUM',
    'ECHS YELS YELL BOHA', 'ECHS JEJU KORE SJAP TSUG TSUE PNWE', 'YELS JEJU OSUM KIIW SHIO SAGA JAPE TSUE', 'ECHS OSUM',
    'JAPE PNWE', 'JAPE CALI', 'JAPE CALF', 'JAPE HAWA CALI', 'OSUM HAWA CALF', 'HAWA PNWE', 'HAWA PBAL',
    'OTWA BASS PROM GABO SYDN BRIS GLAD', 'OTWA PROM', 'SYDN NZNO NZEA FIJI HAWA', 'BRIS NOUM FIJI', 'BRIS NZNO NOUM',
    'NZEA PBAL', 'NZEA CALI', 'BRIS JOMA STGE PNGO TAIE', 'PNGO SAGA', 'PNGO PHSE',
    'NAMI CAPE AGUL PELI SEAF MOZS MOZC',
    'MOZC MOZN TANZ SOMA HAFU ADEN', 'MOZN MADN MADE MASC', 'SEAF MADS MASC SUND', 'MADN SOMA', 'MASC DOND',
    'MASC LACC', 'MADN LACC', 'SOMA LACC', 'MADS DOND', 'MADS SUND', 'AGUL SUND', 'AGUL SWAU', 'SWAU DOND',
    'NAMI ANGS ANGO GUIN PALM LIBE DAKA CBLA CANA GIBW', 'ANGO GUIE GUIN', 'PALM CAPE', 'CANA STVI',
    'QBEC LAWR GASP CABO SCAT SABL NANT USEC HATT FLOE FLOK FLOS YUCA PAON', 'RACE CHAN', 'RACE FINI', 'RACE STVI',
    'RACE ICEL', 'SABL RACE NANT', 'SCAT RACE', 'HATT STVI', 'USEC STVI', 'FLOE CHAN', 'FLOE STVI', 'FLOS GOMX YUCA',
    'PAON JAMA WIND SARG CHAN', 'SARG STVI', 'SARG HATT', 'SARG USEC', 'JAMA MONA MONN SARG', 'MONN CHAN', 'MONN STVI',
    'MONA PAON', 'YUCA JAMA', 'MONA TRIN ARUB PAON PBAL', 'TRIN ANTI AMAZ BRNE RECI VITO CAFR SANT PLAT', 'ANTI STVI',
    'PBAL CAMW MXPA BAJA CALI CALF PNWE JUAN', 'PNWE QCHA', 'PBAL ECUA PERU CALL ANTO VALP PATA HORN FALK PLAT',
    'BRNE CANA', 'BRNE DAKA', 'RECI PALM', 'RECI CAPE', 'CAFR CAPE', 'PLAT CAPE'
  ]) as chain (codes)
cross join lateral unnest(string_to_array(chain.codes, ' ')) with ordinality as step (code, place)
join sea_point x on x.code = step.code
join sea_point y on y.code = split_part(chain.codes, ' ', step.place::integer + 1);
insert into sea_lane select b, a, miles from sea_lane;
analyze sea_lane;

-- The shortest way from every point with ports to every point: wherever a shorter one came up in the last round,
-- the neighbours are tried again, until nothing is shorter any more.
create temporary table sea_way (
  origin text not null, point text not null, miles float8 not null, via text, round integer not null,
  primary key (origin, point)
);
insert into sea_way select code, code, 0, null, 0 from sea_point where ports <> '{}';

do $$
declare
  this_round integer := 0;
begin
  loop
    insert into sea_way as known (origin, point, miles, via, round)
    select distinct on (w.origin, l.b) w.origin, l.b, w.miles + l.miles, l.a, this_round + 1
    from sea_way w
    join sea_lane l on l.a = w.point
    where w.round = this_round
    order by w.origin, l.b, w.miles + l.miles, l.a
    on conflict (origin, point) do update
      set miles = excluded.miles, via = excluded.via, round = excluded.round
      where excluded.miles < known.miles - 0.001;
    exit when not found;
    this_round := this_round + 1;
  end loop;
end
$$;

create temporary table port_at_sea as
select p.unlocode, p.latitude, p.longitude, s.code as point, s.area,
  nautical_miles(p.latitude, p.longitude, s.latitude, s.longitude) as miles
from port p
join sea_point s on p.unlocode = any(s.ports);
create unique index on port_at_sea (unlocode);
analyze port_at_sea;


-- Companies: 25 countries, ten families of two companies in each; the second of a family mostly belongs to the first.

create temporary table family as
select (row_number() over (order by land.country, stem.place))::integer as no,
  land.country, land.cities, land.form, stem.name
from (values
  ('NO', '{Bergen, Oslo, Stavanger}', '% AS',
    '{Solvåg, Hestvika, Rødskjær, Tindholm, Kvitnes, Eidsøy, Grimlund, Havdal, Lyngøy, Skarvik}'),
  ('DK', '{Copenhagen, Aarhus, Esbjerg}', '% A/S',
    '{Tornhavn, Rughøj, Bøgelund, Klintebæk, Sandvang, Hvidsten, Elverdal, Mosekær, Fuglsang, Birkholt}'),
  ('SE', '{Gothenburg, Stockholm}', '% AB',
    '{Granskär, Tärnvik, Älgö, Ramsund, Bjurholmen, Lövskär, Hälleberg, Stensjö, Ekerum, Frostvik}'),
  ('FI', '{Helsinki, Turku, Mariehamn}', '% Oy',
    '{Karhula, Lehtiranta, Saarelma, Hopeasalmi, Tuulikallio, Merikoivu, Haukiselkä, Kuusluoto, Aallokas,
      Vesivaara}'),
  ('DE', '{Hamburg, Bremen, Leer}', '% GmbH & Co. KG',
    '{Ahlersiel, Brinkum, Deichhorst, Feldhusen, Grodenhof, Hansdorf, Lüttmoor, Osterhever, Tönnsen, Wiedenbrook}'),
  ('NL', '{Rotterdam, Groningen, Delfzijl}', '% B.V.',
    '{Van Aldermeer, Buitendijk, De Lepelaar, Grotewal, Hoogezee, Kwelder, Oudeschans, Ravestein, Van der Zwin,
      Zeekraal}'),
  ('BE', '{Antwerp, Ghent}', '% NV',
    '{Noordkolk, Scheldemond, Kattendijk, Lillodam, Polderwind, Saeftinghe, Van Doelen, Westerlo, Zandvliet,
      Zilvermeeuw}'),
  ('GB', '{London, Aberdeen, Liverpool}', '% Ltd',
    '{Ashcombe, Blackmarsh, Carrick Bay, Dunmorrow, Eastholme, Farrowgate, Hallowick, Kestrel Point, Pentreath,
      Thornmouth}'),
  ('IE', '{Dublin, Cork}', '% DAC',
    '{Ardkeen, Ballinroe, Carrigmore, Dunavally, Glenbrack, Inishlaur, Kilcorran, Rathmullet, Skerrymore,
      Tullaghan}'),
  ('FR', '{Marseille, Le Havre, Nantes}', '% SA',
    '{Aubervive, Belcastel, Corvaisier, Estérac, Grandlieu, Kermadec, Montreval, Pontguilhem, Rocheclaire,
      Valombre}'),
  ('ES', '{Valencia, Bilbao, Las Palmas}', '% S.A.',
    '{Albaclara, Bidasarte, Cabo Ferral, Costagrande, Isla Nera, Montemar, Punta Lagos, Ribasol, Torrealba,
      Valdemira}'),
  ('IT', '{Genoa, Naples, Trieste}', '% S.p.A.',
    '{Acquaviva, Borgomarino, Caldarossa, Fontanarosa, Lanterna, Monteveglio, Portascura, Roccabruna, Santelmo,
      Torrechiara}'),
  ('GR', '{Piraeus, Athens, Chios}', '% S.A.',
    '{Aetolis, Chrysavgi, Delfinaki, Evropi Bay, Galanis Pontos, Halkyoni, Meltemi, Nereida, Pelagonis, Thymaina}'),
  ('CY', '{Limassol, Larnaca}', '% Ltd',
    '{Akamantis, Amathusia, Carpasia, Keryneia, Kition, Lapithia, Marathasa, Pentadaktylos, Salaminia, Tamassos}'),
  ('TR', '{Istanbul, Izmir, Mersin}', '% A.Ş.',
    '{Akçadeniz, Boztepe, Çınarlık, Dalgakıran, Fenerada, Gökyelken, Kumburgaz, Mavikaya, Poyrazlı, Yakamoz}'),
  ('AE', '{Dubai, Abu Dhabi, Fujairah}', '% LLC',
    '{Al Bahriya, Al Durrah, Al Marsa, Al Nawras, Al Qamar, Al Safina, Barq, Khaleej Star, Najm Sea, Sadaf}'),
  ('IN', '{Mumbai, Chennai, Kochi}', '% Pvt. Ltd.',
    '{Anandsagar, Chandrika, Deepsagar, Hemavati, Jalvahini, Kaveripoom, Matsyagandha, Nilgagan, Samudrika,
      Suryatara}'),
  ('SG', '{Singapore}', '% Pte. Ltd.',
    '{Banyan Straits, Changi Tide, Gold Lantern, Jade Harbour, Keris, Merbau, Ocean Orchid, Pandan Bay, Tembusu,
      Twin Lions}'),
  ('CN', '{Shanghai, Dalian, Guangzhou}', '% Co., Ltd.',
    '{Anhaitong, Donghui, Fuhaixing, Haitaiyang, Jinlanhai, Minghaida, Qingfan, Ruihaitong, Tianlanhai, Yuanfanda}'),
  ('HK', '{Hong Kong}', '% Ltd',
    '{Bauhinia Sea, Dragonwell, Eastlight, Lantau Peak, Lei Yue, Nine Pins, Pearl Delta, Sai Wan, Silvermine,
      Tai Mo}'),
  ('TW', '{Taipei, Kaohsiung}', '% Corp.',
    '{Beauteous Isle, Formosan Pearl, Guishan, Hailian, Jadewave, Lanyu, Nan Hai, Penghu Star, Taiyanghai,
      Yushan Sea}'),
  ('KR', '{Seoul, Busan}', '% Co., Ltd.',
    '{Bada Haneul, Chamsoo, Donghaegot, Eunpado, Gangmul, Hansollim, Mirinae, Namhaeru, Parangsae, Taebaram}'),
  ('JP', '{Tokyo, Kobe, Imabari}', '% K.K.',
    '{Aokaze, Fujinami, Hamachidori, Isohama, Kuroiwa, Minatogawa, Namikaze, Shiomizaki, Tomoshibi, Yukinoura}'),
  ('US', '{Houston, New York, Seattle}', '% Inc.',
    '{Blue Osprey, Cape Merrow, Deepwell, Flint Harbor, Grayling, Longshoal, Northlight, Palmetto Sound, Red Cedar,
      Stonington Bay}'),
  ('BR', '{Rio de Janeiro, Santos, Vitória}', '% S.A.',
    '{Águas Claras, Barra Funda, Boa Maré, Costa Serena, Estrela do Cais, Guarapé, Mar Aberto, Pedra Alta,
      Rio Manso, Vento Leste}')
) as land (country, cities, form, stems)
cross join lateral unnest(land.stems::text[]) with ordinality as stem (name, place);

insert into company (id, name, headquarters_city, headquarters_country, founded_year, parent_id)
select c.id,
  replace(f.form, '%', f.name || ' ' || case c.member
    when 0 then (array['Group', 'Shipping', 'Maritime', 'Holding', 'Shipping Group']
      )[1 + pg_temp.roll('first' || f.no, 5)]
    else (array['Tankers', 'Bulk', 'Container Line', 'Chartering', 'Gas Carriers', 'Ship Management', 'Lines',
      'Seaways']      )[1 + pg_temp.roll('second' || f.no, 8)]
    end),
  city.name, f.country,
  case c.member
    when 0 then 1884 + pg_temp.roll('founded' || f.no, 100)
    else 1986 + pg_temp.roll('spun off' || f.no, 32)
  end,
  case when c.member = 1 and pg_temp.roll('kept' || f.no, 10) < 7 then c.id - 250 end
from family f
cross join lateral (values (f.no * 101 % 250 + 1, 0), (f.no * 101 % 250 + 251, 1)) as c (id, member)
cross join lateral (
  select (f.cities::text[])[1 + pg_temp.roll('city' || c.id, cardinality(f.cities::text[]))]) as city (name)
order by c.id;


-- Vessels: few companies own many and many own few. A higher IMO number belongs to a younger ship.

create temporary table kind (
  type vessel_type primary key, share integer not null, least integer not null, most integer not null,
  length_factor float8 not null, draught_ratio float8 not null, knots float8 not null, goods text[] not null
);
insert into kind values
  ('CONTAINER_SHIP', 27, 7000, 232000, 6.6, 25, 17, '{Containerised goods}'),
  ('BULK_CARRIER', 25, 9000, 107000, 6.3, 16.5, 12.5, '{Iron ore, Coal, Wheat, Soybeans, Maize, Bauxite, Fertiliser}'),
  ('CRUDE_TANKER', 10, 28000, 165000, 6.1, 15.5, 12.8, '{Crude oil}'),
  ('PRODUCT_TANKER', 12, 4000, 64000, 6.2, 15.5, 12.8, '{Gasoline, Diesel, Jet fuel, Naphtha}'),
  ('CHEMICAL_TANKER', 7, 3000, 30000, 6.2, 15, 13, '{Methanol, Palm oil, Caustic soda, Styrene}'),
  ('GAS_CARRIER', 5, 5000, 126000, 5.9, 22, 15.5, '{Liquefied natural gas, Propane, Ammonia}'),
  ('CAR_CARRIER', 5, 18000, 76000, 4.9, 20, 16, '{Motor vehicles}'),
  ('GENERAL_CARGO', 7, 2000, 22000, 6.8, 16, 11.5, '{Steel coils, Timber, Cement, Project cargo, Paper}'),
  ('REEFER', 2, 5000, 16000, 6.4, 17, 17.5, '{Bananas, Citrus fruit, Frozen fish}');

create temporary table ship as
with drawn as (
  select n as id,
    pg_temp.roll('type' || n, 100) as type_roll,
    (pg_temp.roll('size' || n, 1000) / 1000.0::float8) ^ 2.2 as size,
    1 + (floor(500 * (pg_temp.roll('owner' || n, 10000) / 10000.0::float8) ^ 1.8)::integer * 137 + 11) % 500
      as owner_id,
    pg_temp.roll('retired' || n, 100) < 4 as retired
  from generate_series(1, 2000) as n
), typed as (
  select d.*, k.type, k.length_factor, k.draught_ratio, k.knots, k.goods,
    (k.least + (k.most - k.least) * d.size)::integer as gross_tonnage,
    case when d.retired then 1994 + pg_temp.roll('built' || d.id, 9)
      else 2022 - floor(25 * (pg_temp.roll('built' || d.id, 1000) / 1000.0::float8) ^ 1.3)::integer end as built_year
  from drawn d
  join (
    select *, sum(share) over (order by type) - share as floor, sum(share) over (order by type) as ceiling
    from kind) k
    on d.type_roll >= k.floor and d.type_roll < k.ceiling
)
select t.*,
  t.length_factor * t.gross_tonnage ^ (1 / 3.0::float8) as length_metres,
  911000 + 36 * row_number() over (order by t.built_year, t.id)::integer + pg_temp.roll('imo' || t.id, 30) as imo_stem,
  f.no as family_no, f.name as family, f.country,
  row_number() over (partition by f.no order by t.id)::integer as family_place,
  case when t.retired
    then timestamptz '2025-02-01 00:00:00+00' + make_interval(mins => pg_temp.roll('left' || t.id, 400000))
  end as retired_at
from typed t
join family f on f.no = (select g.no from family g where g.no * 101 % 250 + 1 = (t.owner_id - 1) % 250 + 1);

insert into vessel (
  id, imo_number, name, flag, type, built_year, gross_tonnage, dimensions, owner_id, registered_at, retired_at)
select s.id,
  s.imo_stem * 10 + (
      7 * (s.imo_stem / 100000) + 6 * (s.imo_stem / 10000 % 10) + 5 * (s.imo_stem / 1000 % 10)
    + 4 * (s.imo_stem / 100 % 10) + 3 * (s.imo_stem / 10 % 10) + 2 * (s.imo_stem % 10)) % 10,
  case
    when s.id % 2 = 0 and s.family_place <= 60
      then s.family || ' ' || second.words[1 + (s.family_place * 37 + s.family_no * 11) % 60]
    else first.words[1 + s.id * 37 % 40] || ' ' || second.words[1 + (s.id * 37 / 40) % 60]
  end,
  case when pg_temp.roll('flag' || s.id, 100) < 68
    then (array['PA', 'LR', 'MH', 'PA', 'LR', 'MH', 'PA', 'HK', 'SG', 'MT', 'BS', 'CY']
      )[1 + pg_temp.roll('open' || s.id, 12)]
    else s.country end,
  s.type, s.built_year, s.gross_tonnage,
  jsonb_build_object(
    'lengthMetres', round(s.length_metres::numeric, 1),
    'beamMetres', round((s.length_metres / 6.4)::numeric, 1),
    'draughtMetres', round((s.length_metres / s.draught_ratio)::numeric, 1)),
  s.owner_id,
  make_timestamptz(least(2022, greatest(s.built_year, 2010 + pg_temp.roll('joined' || s.id, 12))), 1, 1, 8, 0, 0, 'UTC')
    + make_interval(mins => pg_temp.roll('joined at' || s.id, 500000)),
  s.retired_at
from ship s
cross join (values (array[
  'Northern', 'Silver', 'Amber', 'Arctic', 'Golden', 'Crimson', 'Eastern', 'Coral', 'Swift', 'Brave',
  'Polar', 'Southern', 'Noble', 'Azure', 'Stellar', 'Western', 'Emerald', 'Bright', 'Gentle', 'Royal',
  'Iron', 'Ivory', 'Summer', 'Winter', 'Misty', 'Proud', 'Grand', 'Quiet', 'Velvet', 'Distant',
  'Coastal', 'Lunar', 'Solar', 'Indigo', 'Copper', 'Scarlet', 'Early', 'Steady', 'Clear', 'Boreal'])) as first (words)
cross join (values (array[
  'Heron', 'Petrel', 'Tern', 'Gannet', 'Albatross', 'Curlew', 'Plover', 'Osprey', 'Kestrel', 'Cormorant',
  'Dolphin', 'Narwhal', 'Marlin', 'Sturgeon', 'Orca', 'Seal', 'Otter', 'Falcon', 'Swan', 'Crane',
  'Horizon', 'Dawn', 'Breeze', 'Current', 'Tide', 'Crest', 'Harbour', 'Meridian', 'Compass', 'Beacon',
  'Lantern', 'Spirit', 'Venture', 'Endeavour', 'Pioneer', 'Voyager', 'Ranger', 'Courier', 'Herald', 'Pilgrim',
  'Star', 'Comet', 'Aurora', 'Zenith', 'Solstice', 'Equinox', 'Nova', 'Orion', 'Lyra', 'Vega',
  'Pearl', 'Opal', 'Garnet', 'Topaz', 'Jasper', 'Juniper', 'Heather', 'Willow', 'Laurel', 'Magnolia'
  ])) as second (words)
order by s.id;


-- Voyages: ten of each vessel, one after the other within the trade that it plies, the last one mostly under way.

create temporary table trade as
select case when t.small then t.no else 100 + t.no end as no, p.unlocode, p.point, p.miles,
  row_number() over (partition by t.small, t.no order by p.unlocode)::integer - 1 as place,
  count(*) over (partition by t.small, t.no)::integer as size
from (values
  (0, true, '{North Europe}'), (1, true, '{Mediterranean}'), (2, true, '{China, Japan and Korea}'),
  (3, true, '{South-East Asia}'), (4, true, '{Gulf, South Asia}'), (5, true, '{Caribbean}'),
  (6, true, '{North Europe, Mediterranean}'), (7, true, '{South-East Asia, China}'),
  (0, false, '{China, North Europe}'), (1, false, '{China, Japan and Korea, America West}'),
  (2, false, '{Gulf, Japan and Korea, China}'), (3, false, '{South America East, China}'),
  (4, false, '{Australia, China, Japan and Korea}'), (5, false, '{North Europe, North America East, Caribbean}'),
  (6, false, '{West Africa, North Europe, Mediterranean}'), (7, false, '{East Africa, Gulf, South Asia}'),
  (8, false, '{America West, Caribbean, North America East}'), (9, false, '{South America East, North Europe}'),
  (10, false, '{South-East Asia, South Asia, Mediterranean}'), (11, false, '{Australia, South-East Asia, South Asia}')
) as t (no, small, areas)
join port_at_sea p on p.area = any(t.areas::text[]);
create unique index on trade (no, place);
analyze trade;

create temporary table passage as
with sailing as (
  select s.*,
    case when s.gross_tonnage < 12000 then pg_temp.roll('trade' || s.id, 8)
      else 100 + pg_temp.roll('trade' || s.id, 12) end as trade_no,
    coalesce(s.retired_at, timestamptz '2026-01-01 00:00:00+00') as until
  from ship s
), call as ( -- eleven ports one after the other, each another than the one before
  select s.*, n,
    sum(case when n = 0 then pg_temp.roll('home' || s.id, 1000)
      else 1 + pg_temp.roll('next' || s.id || ' ' || n, t.size - 1)
      end) over (partition by s.id order by n) % t.size as place
  from sailing s
  join trade t on t.no = s.trade_no and t.place = 0
  cross join generate_series(0, 10) as n
), leg as (
  select c.*, a.unlocode as from_unlocode, b.unlocode as to_unlocode, a.point as from_point, b.point as to_point,
    case when a.point = b.point then nautical_miles(x.latitude, x.longitude, y.latitude, y.longitude)
      else a.miles + w.miles + b.miles end as miles,
    c.knots * (0.88 + pg_temp.roll('speed' || c.id || ' ' || c.n, 200) / 1000.0::float8) as speed
  from (select *, lead(place) over (partition by id order by n) as next_place from call) c
  join trade a on a.no = c.trade_no and a.place = c.place
  join trade b on b.no = c.trade_no and b.place = c.next_place
  join port x on x.unlocode = a.unlocode
  join port y on y.unlocode = b.unlocode
  join sea_way w on w.origin = a.point and w.point = b.point
), timed as (
  select l.*,
    greatest(120, l.miles / l.speed * 60)::integer as minutes,
    2160 + pg_temp.roll('stay' || l.id || ' ' || l.n, 5000) as stay, -- at the berth afterwards
    l.n = 9 and l.retired_at is null and pg_temp.roll('under way' || l.id, 100) < 73 as under_way
  from leg l
), placed as ( -- minutes before the end at which each passage began
  select t.*,
    case when t.under_way then t.minutes * (6 + pg_temp.roll('done' || t.id, 86)) / 100
      else sum(case
          when t.under_way then t.minutes * (6 + pg_temp.roll('done' || t.id, 86)) / 100
          else t.minutes + t.stay end) over (partition by t.id order by t.n desc) end as ago
  from timed t
)
select row_number() over (order by until - make_interval(mins => ago::integer), id)::integer as id,
  id as vessel_id, from_unlocode, to_unlocode, from_point, to_point, miles, minutes, under_way,
  type, goods, gross_tonnage,
  until - make_interval(mins => ago::integer) as departed_at,
  until - make_interval(mins => ago::integer) + make_interval(mins => minutes) as done_at,
  until
from placed;

-- What follows is of the past, that of vessels retired since included, and keeps the rules that the triggers ask about.
alter table voyage disable trigger user;
alter table position_report disable trigger user;

insert into voyage (id, vessel_id, from_unlocode, to_unlocode, departed_at, expected_at, arrived_at, cargo)
select p.id, p.vessel_id, p.from_unlocode, p.to_unlocode, p.departed_at,
  p.departed_at + make_interval(mins => greatest(60, p.minutes * (940 + pg_temp.roll('expected' || p.id, 100)) / 1000)),
  case when not p.under_way then p.done_at end,
  case
    when pg_temp.roll('laden' || p.id, 100) < case when p.type in ('CONTAINER_SHIP', 'CAR_CARRIER') then 98 else 64 end
    then jsonb_build_object(
      'commodity', p.goods[1 + pg_temp.roll('goods' || p.id, cardinality(p.goods))],
      'tonnes', p.gross_tonnage * (50 + pg_temp.roll('tonnes' || p.id, 60))
        / case p.type when 'CAR_CARRIER' then 400 else 100 end)
  end
from passage p
order by p.id;


-- Position reports: fifty of each vessel, one every six hours, along the sea lanes or in port.

create unique index on passage (vessel_id, departed_at);
create unique index on passage (id);
analyze passage;

create temporary table report as
select s.id as vessel_id, s.id * 50 + n as nr, r.reported_at, p.id as passage_id, p.to_unlocode, p.minutes, p.miles,
  case when r.reported_at < p.done_at
    then extract(epoch from r.reported_at - p.departed_at)::float8 / 60 / p.minutes * p.miles end as miles_done
from ship s
cross join generate_series(0, 49) as n
cross join lateral (
  select coalesce(s.retired_at, timestamptz '2026-01-01 00:00:00+00')
    - make_interval(mins => 1 + pg_temp.roll('minute' || s.id, 358) + 360 * n) as reported_at) r
cross join lateral (
  select * from passage q
  where q.vessel_id = s.id and q.departed_at <= r.reported_at
  order by q.departed_at desc limit 1) p;
analyze report;

create temporary table passage_leg as
with recursive sailed as (
  select p.* from passage p where p.id in (select r.passage_id from report r where r.miles_done is not null)
), back as ( -- from the destination back to the start, as the ways were found
  select distinct w.origin, w.point as destination, w.point, w.via, 0 as step
  from sailed s
  join sea_way w on w.origin = s.from_point and w.point = s.to_point
  where s.from_point <> s.to_point
  union all
  select b.origin, b.destination, w.point, w.via, b.step - 1
  from back b
  join sea_way w on w.origin = b.origin and w.point = b.via
), waypoint as (
  select s.id, -1000 as step, x.latitude, x.longitude from sailed s join port_at_sea x on x.unlocode = s.from_unlocode
  union all
  select s.id, b.step, x.latitude, x.longitude
  from sailed s
  join back b on b.origin = s.from_point and b.destination = s.to_point
  join sea_point x on x.code = b.point
  union all
  select s.id, 1, x.latitude, x.longitude from sailed s join port_at_sea x on x.unlocode = s.to_unlocode
), leg as (
  select w.id, w.step, w.latitude, w.longitude,
    lead(w.latitude) over way as to_latitude, lead(w.longitude) over way as to_longitude
  from waypoint w
  window way as (partition by w.id order by w.step)
), measured as (
  select l.*, nautical_miles(l.latitude, l.longitude, l.to_latitude, l.to_longitude) as miles
  from leg l
  where l.to_latitude is not null
), run as (
  select m.*, sum(m.miles) over (partition by m.id order by m.step) as miles_after from measured m
)
select r.id as passage_id, r.latitude, r.longitude, r.to_latitude, r.to_longitude, r.miles,
  r.miles_after - r.miles as miles_before, r.miles_after
from run r;
create index on passage_leg (passage_id, miles_after);
analyze passage_leg;

insert into position_report (vessel_id, reported_at, latitude, longitude, speed_knots, heading, status)
with reckoned as ( -- along the great circle of the leg
  select r.*, l.to_latitude, l.to_longitude,
    a * cos(radians(l.latitude)) * cos(radians(l.longitude))
      + b * cos(radians(l.to_latitude)) * cos(radians(l.to_longitude)) as x,
    a * cos(radians(l.latitude)) * sin(radians(l.longitude))
      + b * cos(radians(l.to_latitude)) * sin(radians(l.to_longitude)) as y,
    a * sin(radians(l.latitude)) + b * sin(radians(l.to_latitude)) as z
  from report r
  cross join lateral (
    select * from passage_leg l
    where l.passage_id = r.passage_id and l.miles_after > r.miles_done
    order by l.miles_after limit 1) l
  cross join lateral (
    select sin((l.miles_after - r.miles_done) / 3440.065) as a,
      sin((r.miles_done - l.miles_before) / 3440.065) as b) part
  where r.miles_done is not null
), placed as (
  select r.*, degrees(atan2(z, sqrt(x * x + y * y))) as latitude, degrees(atan2(y, x)) as longitude,
    (pg_temp.roll('north' || r.nr, 61) - 30) / 1000.0::float8 as north, -- no ship keeps to the line
    (pg_temp.roll('east' || r.nr, 61) - 30) / 1000.0::float8 as east,
    (pg_temp.roll('knots' || r.nr, 9) - 4) / 10.0::float8 as faster
  from reckoned r
)
select p.vessel_id, p.reported_at,
  round((p.latitude + p.north)::numeric, 4)::float8,
  round(greatest(-180, least(180, p.longitude + p.east))::numeric, 4)::float8,
  round((p.miles / p.minutes * 60 + p.faster)::numeric, 1)::float8,
  (round(pg_temp.bearing(p.latitude, p.longitude, p.to_latitude, p.to_longitude))::integer + 360) % 360,
  'UNDER_WAY'::navigation_status
from placed p
union all
select r.vessel_id, r.reported_at,
  round((p.latitude + case when berth.at_anchor then 0.06 else 0.004 end)::numeric, 4)::float8,
  round((p.longitude + (pg_temp.roll('berth' || r.passage_id, 21) - 10) / 1000.0::float8)::numeric, 4)::float8,
  0, pg_temp.roll('berthed' || r.passage_id, 360),
  case when berth.at_anchor then 'AT_ANCHOR'::navigation_status else 'MOORED' end
from report r
join port p on p.unlocode = r.to_unlocode
cross join lateral (select pg_temp.roll('anchor' || r.passage_id, 100) < 15 as at_anchor) berth
where r.miles_done is null
order by 1, 2;

alter table voyage enable trigger user;
alter table position_report enable trigger user;


-- What is entered from now on gets the ids that follow.
select setval(pg_get_serial_sequence('company', 'id'), (select max(id) from company));
select setval(pg_get_serial_sequence('vessel', 'id'), (select max(id) from vessel));
select setval(pg_get_serial_sequence('voyage', 'id'), (select max(id) from voyage));

analyze port, company, vessel, voyage, position_report;

drop table sea_point, sea_lane, sea_way, port_at_sea, family, kind, ship, trade, passage, report, passage_leg;
drop function pg_temp.roll(text, integer);
drop function pg_temp.bearing(float8, float8, float8, float8);
