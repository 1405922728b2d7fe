// Generated from the files of explain/: npm run types.
import DP1001 from './explain/DP1001.md';
import DP1002 from './explain/DP1002.md';
import DP1003 from './explain/DP1003.md';
import DP1004 from './explain/DP1004.md';
import DP1005 from './explain/DP1005.md';
import DP1006 from './explain/DP1006.md';
import DP1007 from './explain/DP1007.md';
import DP1008 from './explain/DP1008.md';
import DP1009 from './explain/DP1009.md';
import DP1010 from './explain/DP1010.md';
import DP1011 from './explain/DP1011.md';
import DP1012 from './explain/DP1012.md';
import DP1013 from './explain/DP1013.md';
import DP1014 from './explain/DP1014.md';
import DP1015 from './explain/DP1015.md';
import DP1016 from './explain/DP1016.md';
import DP1017 from './explain/DP1017.md';
import DP1018 from './explain/DP1018.md';
import DP1019 from './explain/DP1019.md';
import DP2001 from './explain/DP2001.md';
import DP2002 from './explain/DP2002.md';
import DP2003 from './explain/DP2003.md';
import DP2004 from './explain/DP2004.md';
import DP2005 from './explain/DP2005.md';
import DP2006 from './explain/DP2006.md';
import DP2007 from './explain/DP2007.md';
import DP2008 from './explain/DP2008.md';
import DP2009 from './explain/DP2009.md';
import DP2010 from './explain/DP2010.md';
import DP2011 from './explain/DP2011.md';
import DP2012 from './explain/DP2012.md';
import DP2013 from './explain/DP2013.md';
import DP2014 from './explain/DP2014.md';
import DP3001 from './explain/DP3001.md';
import DP3002 from './explain/DP3002.md';
import DP3003 from './explain/DP3003.md';
import DP3004 from './explain/DP3004.md';
import DP3005 from './explain/DP3005.md';
import DP3006 from './explain/DP3006.md';
import DP3007 from './explain/DP3007.md';
import DP3008 from './explain/DP3008.md';
import DP3009 from './explain/DP3009.md';
import DP3010 from './explain/DP3010.md';
import DP3011 from './explain/DP3011.md';
import DP3012 from './explain/DP3012.md';
import DP3013 from './explain/DP3013.md';
import DP3014 from './explain/DP3014.md';
import DP3015 from './explain/DP3015.md';
import DP3016 from './explain/DP3016.md';
import DP3017 from './explain/DP3017.md';
import DP3018 from './explain/DP3018.md';
import DP3019 from './explain/DP3019.md';
import DP3020 from './explain/DP3020.md';
import DP3021 from './explain/DP3021.md';
import DP3022 from './explain/DP3022.md';
import DP3023 from './explain/DP3023.md';
import DP3024 from './explain/DP3024.md';
import DP3025 from './explain/DP3025.md';
import DP3026 from './explain/DP3026.md';
import DP3030 from './explain/DP3030.md';
import DP3031 from './explain/DP3031.md';
import DP3032 from './explain/DP3032.md';
import DP3033 from './explain/DP3033.md';
import DP3034 from './explain/DP3034.md';
import DP3035 from './explain/DP3035.md';
import DP3036 from './explain/DP3036.md';
import DP3037 from './explain/DP3037.md';
import DP3040 from './explain/DP3040.md';
import DP3041 from './explain/DP3041.md';
import DP3042 from './explain/DP3042.md';
import DP3043 from './explain/DP3043.md';
import DP3044 from './explain/DP3044.md';
import DP3045 from './explain/DP3045.md';
import DP3046 from './explain/DP3046.md';
import DP3047 from './explain/DP3047.md';
import DP3048 from './explain/DP3048.md';
import DP3049 from './explain/DP3049.md';
import DP3050 from './explain/DP3050.md';
import DP3051 from './explain/DP3051.md';
import DP3052 from './explain/DP3052.md';
import DP3053 from './explain/DP3053.md';
import DP3054 from './explain/DP3054.md';
import DP3055 from './explain/DP3055.md';
import DP3056 from './explain/DP3056.md';
import DP3057 from './explain/DP3057.md';
import DP3060 from './explain/DP3060.md';
import DP3061 from './explain/DP3061.md';
import DP3070 from './explain/DP3070.md';
import DP3071 from './explain/DP3071.md';
import DP3072 from './explain/DP3072.md';
import DP3073 from './explain/DP3073.md';
import DP3074 from './explain/DP3074.md';
import DP3075 from './explain/DP3075.md';
import DP3076 from './explain/DP3076.md';
import DP3077 from './explain/DP3077.md';
import DP3078 from './explain/DP3078.md';
import DP3079 from './explain/DP3079.md';
import DP4001 from './explain/DP4001.md';
import DP4002 from './explain/DP4002.md';
import DP4003 from './explain/DP4003.md';
import DP4004 from './explain/DP4004.md';
import DP4005 from './explain/DP4005.md';
import DP4006 from './explain/DP4006.md';
import DP4007 from './explain/DP4007.md';
import DP4008 from './explain/DP4008.md';
import DP4009 from './explain/DP4009.md';
import DP4010 from './explain/DP4010.md';
import DP4011 from './explain/DP4011.md';
import DP4012 from './explain/DP4012.md';
import DP4013 from './explain/DP4013.md';
import DP4014 from './explain/DP4014.md';
import DP4015 from './explain/DP4015.md';
import DP4016 from './explain/DP4016.md';
import DP4017 from './explain/DP4017.md';
import DP4018 from './explain/DP4018.md';
import DP4019 from './explain/DP4019.md';
import DP4020 from './explain/DP4020.md';
import DP4021 from './explain/DP4021.md';
import DP4022 from './explain/DP4022.md';
import DP4023 from './explain/DP4023.md';
import DP4024 from './explain/DP4024.md';
import DP4025 from './explain/DP4025.md';
import DP4026 from './explain/DP4026.md';
import DP4027 from './explain/DP4027.md';
import DP4028 from './explain/DP4028.md';
import DP4035 from './explain/DP4035.md';
import DP4036 from './explain/DP4036.md';
import DP4037 from './explain/DP4037.md';
import DP4038 from './explain/DP4038.md';
import DP4039 from './explain/DP4039.md';
import DP4040 from './explain/DP4040.md';
import DP4041 from './explain/DP4041.md';
import DP4042 from './explain/DP4042.md';
import DP4043 from './explain/DP4043.md';
import DP4044 from './explain/DP4044.md';
import DP4045 from './explain/DP4045.md';
import DP4046 from './explain/DP4046.md';
import DP4047 from './explain/DP4047.md';
import DP4048 from './explain/DP4048.md';
import DP4049 from './explain/DP4049.md';
import DP5001 from './explain/DP5001.md';
import DP5002 from './explain/DP5002.md';
import DP5003 from './explain/DP5003.md';
import DP5004 from './explain/DP5004.md';
import DP6001 from './explain/DP6001.md';
import DP6002 from './explain/DP6002.md';
import DP6003 from './explain/DP6003.md';
import DP6004 from './explain/DP6004.md';
import DP6005 from './explain/DP6005.md';
import DP6006 from './explain/DP6006.md';
import DP6007 from './explain/DP6007.md';
import DP6008 from './explain/DP6008.md';
import DP6009 from './explain/DP6009.md';
import DP6010 from './explain/DP6010.md';
import DP6011 from './explain/DP6011.md';
import DP6012 from './explain/DP6012.md';
import DP6013 from './explain/DP6013.md';
import DP6014 from './explain/DP6014.md';
import DP6015 from './explain/DP6015.md';
import DP6016 from './explain/DP6016.md';
import DP6017 from './explain/DP6017.md';
import DP6018 from './explain/DP6018.md';
import DP6019 from './explain/DP6019.md';
import DP6020 from './explain/DP6020.md';
import DP6021 from './explain/DP6021.md';
import DP6022 from './explain/DP6022.md';
import DP7001 from './explain/DP7001.md';
import DP7002 from './explain/DP7002.md';
import DP7003 from './explain/DP7003.md';
import DP7004 from './explain/DP7004.md';
import DP7005 from './explain/DP7005.md';
import DP7006 from './explain/DP7006.md';
import DP7007 from './explain/DP7007.md';
import DP7008 from './explain/DP7008.md';
import DP7010 from './explain/DP7010.md';
import DP8001 from './explain/DP8001.md';
import DP8002 from './explain/DP8002.md';
import DP8003 from './explain/DP8003.md';
import DP8004 from './explain/DP8004.md';
import DP8005 from './explain/DP8005.md';
import DP8006 from './explain/DP8006.md';
import DP8007 from './explain/DP8007.md';
import DP8008 from './explain/DP8008.md';
import DP8009 from './explain/DP8009.md';
import DP8010 from './explain/DP8010.md';
import DP8011 from './explain/DP8011.md';
import DP8012 from './explain/DP8012.md';
import DP8020 from './explain/DP8020.md';
import DP8021 from './explain/DP8021.md';
import DP8022 from './explain/DP8022.md';
import DP8023 from './explain/DP8023.md';
import DP8024 from './explain/DP8024.md';
import DP8025 from './explain/DP8025.md';
import DP8028 from './explain/DP8028.md';
import DP8029 from './explain/DP8029.md';
import DP8030 from './explain/DP8030.md';
import DP8031 from './explain/DP8031.md';
import DP8032 from './explain/DP8032.md';
import DP8033 from './explain/DP8033.md';
import DP8034 from './explain/DP8034.md';
import DP9001 from './explain/DP9001.md';

/** One page a code: why it matters, an example that fails with exactly this code, the same mended. */
export const PAGES: { readonly [code: string]: string | undefined } = {
  DP1001,
  DP1002,
  DP1003,
  DP1004,
  DP1005,
  DP1006,
  DP1007,
  DP1008,
  DP1009,
  DP1010,
  DP1011,
  DP1012,
  DP1013,
  DP1014,
  DP1015,
  DP1016,
  DP1017,
  DP1018,
  DP1019,
  DP2001,
  DP2002,
  DP2003,
  DP2004,
  DP2005,
  DP2006,
  DP2007,
  DP2008,
  DP2009,
  DP2010,
  DP2011,
  DP2012,
  DP2013,
  DP2014,
  DP3001,
  DP3002,
  DP3003,
  DP3004,
  DP3005,
  DP3006,
  DP3007,
  DP3008,
  DP3009,
  DP3010,
  DP3011,
  DP3012,
  DP3013,
  DP3014,
  DP3015,
  DP3016,
  DP3017,
  DP3018,
  DP3019,
  DP3020,
  DP3021,
  DP3022,
  DP3023,
  DP3024,
  DP3025,
  DP3026,
  DP3030,
  DP3031,
  DP3032,
  DP3033,
  DP3034,
  DP3035,
  DP3036,
  DP3037,
  DP3040,
  DP3041,
  DP3042,
  DP3043,
  DP3044,
  DP3045,
  DP3046,
  DP3047,
  DP3048,
  DP3049,
  DP3050,
  DP3051,
  DP3052,
  DP3053,
  DP3054,
  DP3055,
  DP3056,
  DP3057,
  DP3060,
  DP3061,
  DP3070,
  DP3071,
  DP3072,
  DP3073,
  DP3074,
  DP3075,
  DP3076,
  DP3077,
  DP3078,
  DP3079,
  DP4001,
  DP4002,
  DP4003,
  DP4004,
  DP4005,
  DP4006,
  DP4007,
  DP4008,
  DP4009,
  DP4010,
  DP4011,
  DP4012,
  DP4013,
  DP4014,
  DP4015,
  DP4016,
  DP4017,
  DP4018,
  DP4019,
  DP4020,
  DP4021,
  DP4022,
  DP4023,
  DP4024,
  DP4025,
  DP4026,
  DP4027,
  DP4028,
  DP4035,
  DP4036,
  DP4037,
  DP4038,
  DP4039,
  DP4040,
  DP4041,
  DP4042,
  DP4043,
  DP4044,
  DP4045,
  DP4046,
  DP4047,
  DP4048,
  DP4049,
  DP5001,
  DP5002,
  DP5003,
  DP5004,
  DP6001,
  DP6002,
  DP6003,
  DP6004,
  DP6005,
  DP6006,
  DP6007,
  DP6008,
  DP6009,
  DP6010,
  DP6011,
  DP6012,
  DP6013,
  DP6014,
  DP6015,
  DP6016,
  DP6017,
  DP6018,
  DP6019,
  DP6020,
  DP6021,
  DP6022,
  DP7001,
  DP7002,
  DP7003,
  DP7004,
  DP7005,
  DP7006,
  DP7007,
  DP7008,
  DP7010,
  DP8001,
  DP8002,
  DP8003,
  DP8004,
  DP8005,
  DP8006,
  DP8007,
  DP8008,
  DP8009,
  DP8010,
  DP8011,
  DP8012,
  DP8020,
  DP8021,
  DP8022,
  DP8023,
  DP8024,
  DP8025,
  DP8028,
  DP8029,
  DP8030,
  DP8031,
  DP8032,
  DP8033,
  DP8034,
  DP9001,
};
